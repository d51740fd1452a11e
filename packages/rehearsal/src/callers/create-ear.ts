import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import type { Recording } from './create-recording.ts';
import { createSpeechDetector } from './create-speech-detector.ts';
import type { Clock } from './mouth.ts';
import { placeFrames } from './place-frames.ts';
import { tellTurns } from './tell-turns.ts';

const frameMs = 20;
/** On a busy machine recognition lags; then the caller goes by the printed words. */
const lateMs = 1500;

/** What the agent said between two silences, on the call's clock. */
export interface HeardTurn {
  /** By recognition; null without a recogniser, and while it lags. */
  text: string | null;
  startMs: number;
  endMs: number;
}

/** What an ear needs of `startRecognizer`: one stream a line, which is told when an utterance is over. */
export interface Recognizer {
  openStream(): { write(pcm: Int16Array): void; finish(): Promise<string> };
}

export interface EarOptions {
  clock: Clock;
  recording: Recording;
  turnEndMs: number;
  recognizer?: Recognizer | undefined;
  onStart: (startMs: number) => void;
  onTurn: (turn: HeardTurn) => void;
  /** Words that came too late to be told with their turn. */
  onLateWords?: (turn: HeardTurn) => void;
}

export interface Ear {
  /** @param arrivedMs when its last sample arrived. */
  hear(pcm: Int16Array, arrivedMs?: number): void;
  listenTo(track: RemoteTrack): void;
  readonly speaking: boolean;
  /** Stops listening; speech that goes on ends here. Resolves when everything heard is recognised. */
  close(): Promise<void>;
}

/** Listens to the agent: records it, finds where it speaks by its energy, and recognises what it says. */
export function createEar(options: EarOptions): Ear {
  const { clock, recording, recognizer } = options;
  const { sampleRate } = recording;
  const readers: ReadableStreamDefaultReader<{ data: Int16Array }>[] = [];
  const stream = recognizer?.openStream();
  let startMs = 0;
  const teller = tellTurns({
    lateMs,
    onTurn: options.onTurn,
    onLateWords: (turn) => options.onLateWords?.(turn),
  });

  const detector = createSpeechDetector({
    sampleRate,
    hangoverMs: options.turnEndMs,
    onStart: (at) => {
      startMs = at;
      options.onStart(at);
    },
    onEnd: (endMs) => {
      // A recogniser that failed leaves the caller with what is printed.
      const words = stream?.finish().catch(() => null) ?? Promise.resolve(null);
      teller.turn({ startMs, endMs }, words);
    },
  });
  // What another track begins with does not follow what the one before ended with.
  const openTrack = () => {
    const place = placeFrames();
    return (pcm: Int16Array, arrivedMs = clock()): void => {
      const at = place(arrivedMs, (pcm.length / sampleRate) * 1000);
      recording.write('agent', pcm, at);
      stream?.write(pcm);
      detector.push(pcm, at);
    };
  };

  return {
    hear: openTrack(),
    listenTo(track) {
      const hear = openTrack();
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
      await teller.done();
    },
  };
}
