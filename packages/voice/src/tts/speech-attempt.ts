import { APIConnectionError, type tts } from '@livekit/agents';
import type { TextLog } from './text-log.ts';

type Audio = tts.SynthesizedAudio;

/** One request to one voice, given the whole text from its beginning. */
export class SpeechAttempt {
  readonly candidate: tts.TTS;
  readonly #child: tts.SynthesizeStream;
  readonly #feed: { stop: () => void };
  readonly #onError: (event: { error: Error }) => void;
  #problem: Error | undefined;

  constructor(candidate: tts.TTS, text: TextLog, timeoutMs: number) {
    this.candidate = candidate;
    this.#onError = ({ error }) => {
      this.#problem = error;
    };
    candidate.on('error', this.#onError);
    const child = candidate.stream({ connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs } });
    this.#child = child;
    this.#feed = text.follow((item) => {
      if (item === 'end') child.endInput();
      else if (item === 'flush') child.flush();
      else child.pushText(item.text);
    });
  }

  /** The next piece of audio; undefined when there is no more, or when it went wrong: see `problem`. */
  async next(): Promise<Audio | undefined> {
    try {
      for (;;) {
        const { value, done } = await this.#child.next();
        if (done) return undefined;
        if (typeof value !== 'symbol') return value;
      }
    } catch (error) {
      this.#problem = error as Error;
      return undefined;
    }
  }

  /** Why there was no audio, or no more of it. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** What to say of an attempt without any audio. */
  get silence(): Error {
    return this.#problem ?? new APIConnectionError({ message: 'no audio came' });
  }

  /** When the text was first sent to the voice, from which its time to the first audio counts. */
  get startedTime() {
    return this.#child.startedTime;
  }

  close(): void {
    this.#feed.stop();
    this.#child.close();
    this.candidate.off('error', this.#onError);
  }
}
