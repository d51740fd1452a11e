import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import type { Clock } from './mouth.ts';
import type { Recording } from './recording.ts';
import { createSpeechDetector } from './speech-detector.ts';

const frameMs = 20;
/** Heard before the first audible sample: soft beginnings of words. */
const prerollMs = 300;

/** What the agent said between two silences, on the call's clock. */
export interface HeardTurn {
  /** By recognition; null when there is no recogniser. */
  text: string | null;
  startMs: number;
  endMs: number;
}

export interface RecognizerStream {
  write(pcm: Int16Array): void;
  finish(): Promise<string>;
}
export interface Recognizer {
  openStream(options?: { onPartial?: (text: string) => void }): RecognizerStream;
  close(): void | Promise<void>;
}

export interface EarOptions {
  clock: Clock;
  recording: Recording;
  turnEndMs: number;
  recognizer?: Recognizer | undefined;
  onStart: (startMs: number) => void;
  onTurn: (turn: HeardTurn) => void;
}

export interface Ear {
  listenTo(track: RemoteTrack): void;
  readonly speaking: boolean;
  /** Stops listening; speech that goes on ends here. Resolves when everything heard is recognised. */
  close(): Promise<void>;
}

/** Listens to the agent: records it, finds where it speaks by its energy, and recognises what it says. */
export function createEar(options: EarOptions): Ear {
  const { clock, recording, recognizer } = options;
  const { sampleRate } = recording;
  const recent: Int16Array[] = [];
  const readers: ReadableStreamDefaultReader<{ data: Int16Array }>[] = [];
  let stream: RecognizerStream | undefined;
  let startMs = 0;
  let told: Promise<void> = Promise.resolve();

  const detector = createSpeechDetector({
    sampleRate,
    hangoverMs: options.turnEndMs,
    onStart: (at) => {
      startMs = at;
      stream = recognizer?.openStream();
      for (const piece of recent.splice(0)) stream?.write(piece);
      options.onStart(at);
    },
    onEnd: (endMs) => {
      const turn = { startMs, endMs };
      const text = stream?.finish() ?? Promise.resolve(null);
      stream = undefined;
      told = told.then(async () => options.onTurn({ text: await text, ...turn }));
    },
  });
  const hear = (pcm: Int16Array): void => {
    const arrived = clock() - (pcm.length / sampleRate) * 1000;
    const placed = recording.write('agent', pcm, arrived);
    if (stream) stream.write(pcm);
    else if (recent.push(pcm) > prerollMs / frameMs) recent.shift();
    // Nothing is heard before it arrives, but a busy event loop lets it seem later than it was.
    detector.push(pcm, Math.min(arrived, placed));
  };

  return {
    listenTo(track) {
      const reader = new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: frameMs }).getReader();
      readers.push(reader as never);
      const listen = async (): Promise<void> => {
        for (let part = await reader.read(); !part.done; part = await reader.read())
          hear(part.value.data.slice());
        detector.flush();
      };
      // Cancelled when the call is over.
      void listen().catch(() => {});
    },
    get speaking() {
      return detector.speaking;
    },
    async close() {
      await Promise.allSettled(readers.map((reader) => reader.cancel()));
      detector.flush();
      await told;
    },
  };
}
