import { audibleDbfs, dbfs } from './dbfs.ts';

const pieceMs = 10;

export interface SpeechDetectorOptions {
  sampleRate: number;
  /** Silence that ends speech. */
  hangoverMs: number;
  /** Audible time that begins it: a single click does not. */
  onsetMs?: number;
  /** `at`: ms of the first audible sample. Called `onsetMs` later. */
  onStart?: (at: number) => void;
  /** `at`: ms of the last audible sample. Called `hangoverMs` later. */
  onEnd?: (at: number) => void;
}

export interface SpeechDetector {
  /** @param at when the first sample was heard, in ms; pieces come in order. */
  push(pcm: Int16Array, at: number): void;
  /** Ends speech that goes on. */
  flush(): void;
  readonly speaking: boolean;
}

/** Finds where speech begins and ends, by its energy alone, in pieces of 10 ms. */
export function createSpeechDetector(options: SpeechDetectorOptions): SpeechDetector {
  const { sampleRate, hangoverMs, onsetMs = 20, onStart, onEnd } = options;
  const size = (sampleRate * pieceMs) / 1000;
  let speaking = false;
  let onsetAt: number | undefined;
  let lastAudibleEnd = 0;

  const end = (): void => {
    speaking = false;
    onsetAt = undefined;
    onEnd?.(lastAudibleEnd);
  };
  const hear = (audible: boolean, at: number, endAt: number): void => {
    if (audible) {
      onsetAt ??= at;
      lastAudibleEnd = endAt;
      if (!speaking && endAt - onsetAt >= onsetMs) {
        speaking = true;
        onStart?.(onsetAt);
      }
    } else if (!speaking) onsetAt = undefined;
    else if (endAt - lastAudibleEnd >= hangoverMs) end();
  };
  return {
    push(pcm, at) {
      for (let from = 0; from < pcm.length; from += size) {
        const piece = pcm.subarray(from, from + size);
        const startMs = at + (from / sampleRate) * 1000;
        hear(dbfs(piece) > audibleDbfs, startMs, startMs + (piece.length / sampleRate) * 1000);
      }
    },
    flush() {
      if (speaking) end();
    },
    get speaking() {
      return speaking;
    },
  };
}
