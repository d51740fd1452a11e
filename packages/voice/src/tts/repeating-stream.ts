import { APIConnectionError, type APIConnectOptions, tts } from '@livekit/agents';
import { TextLog } from './text-log.ts';
import { WordTimes } from './word-times.ts';

/** Milliseconds after the latest text within which a voice must have begun to speak. */
const firstAudioMs = 4_000;

export interface RepeatingStreamOptions {
  /** The voices to ask, in order; the same one twice means two tries. */
  attempts: tts.TTS[];
  connOptions?: APIConnectOptions | undefined;
  onAudio: (candidate: tts.TTS) => void;
  /** Both tries of a voice failed. */
  onExhausted: (candidate: tts.TTS) => void;
}

/** One reply's synthesis, in as many requests as it takes to hear something of it. */
export class RepeatingStream extends tts.SynthesizeStream {
  override label = 'parley.RepeatingStream';
  readonly #owner: tts.TTS;
  readonly #options: RepeatingStreamOptions;
  readonly #text = new TextLog();

  constructor(owner: tts.TTS, options: RepeatingStreamOptions) {
    super(owner, { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 });
    this.#owner = owner;
    this.#options = options;
  }

  protected override async run(): Promise<void> {
    const reading = this.#readInput();
    const { attempts } = this.#options;
    for (const [index, candidate] of attempts.entries()) {
      const problem = await this.#speak(candidate);
      if (problem === undefined || this.abortSignal.aborted) {
        await reading;
        return;
      }
      if (attempts[index + 1] !== candidate) this.#options.onExhausted(candidate);
      this.#report(candidate, problem);
    }
    throw new APIConnectionError({ message: 'no voice could speak', options: { retryable: false } });
  }

  async #readInput(): Promise<void> {
    for await (const item of this.input) this.#text.add(typeof item === 'symbol' ? 'flush' : { text: item });
    this.#text.end();
  }

  /** One request. @returns undefined when it spoke, or had nothing to say; else what went wrong. */
  async #speak(candidate: tts.TTS): Promise<Error | undefined> {
    let problem: Error | undefined;
    const words = new WordTimes(this.#text);
    let heard: tts.SynthesizedAudio | undefined;
    const onError = (event: { error: Error }): void => {
      problem = event.error;
    };
    const timeoutMs = this.#options.connOptions?.timeoutMs ?? 4_000;
    const child = candidate.stream({ connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs } });
    const stop = (): void => child.close();
    const silence = setTimeout(stop, firstAudioMs);
    candidate.on('error', onError);
    this.abortSignal.addEventListener('abort', stop, { once: true });
    const feeding = this.#feed(child, () => !heard && silence.refresh());
    try {
      for await (const audio of child) {
        if (typeof audio === 'symbol' || this.queue.closed) continue;
        if (!heard) this.#begin(candidate, child, silence);
        heard = audio;
        this.queue.put(words.pass(audio));
      }
    } catch (error) {
      problem = error as Error;
    } finally {
      clearTimeout(silence);
      feeding.stop();
      child.close();
      candidate.off('error', onError);
      this.abortSignal.removeEventListener('abort', stop);
    }
    if (heard) {
      const rest = words.rest(heard);
      if (rest && !this.queue.closed) this.queue.put(rest);
      if (!this.queue.closed) this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
      // Half of a reply cannot be said again; that it is cut short is worth a report.
      if (problem) this.#report(candidate, problem);
      return undefined;
    }
    if (this.#text.isBlank) return undefined;
    return problem ?? new APIConnectionError({ message: 'no audio came' });
  }

  #begin(candidate: tts.TTS, child: tts.SynthesizeStream, silence: NodeJS.Timeout): void {
    clearTimeout(silence);
    this.#options.onAudio(candidate);
    // The time to the first audio counts from when the voice got its text, not from when the model began.
    this.markStarted(child.startedTime);
  }

  /** Gives a request the text from its beginning, and what is still to come. */
  #feed(child: tts.SynthesizeStream, onText: () => void): { stop: () => void } {
    return this.#text.follow((item) => {
      if (item === 'end') child.endInput();
      else if (item === 'flush') child.flush();
      else child.pushText(item.text);
      onText();
    });
  }

  #report(candidate: tts.TTS, error: Error): void {
    this.#owner.emit('error', {
      type: 'tts_error',
      timestamp: Date.now(),
      label: candidate.label,
      error,
      recoverable: true,
    });
  }
}
