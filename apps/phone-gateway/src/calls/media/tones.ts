import { frameMs, frameSamples, sampleRate } from '../../media/g711.ts';
import { startSteadyTicker } from '../../media/steady-ticker.ts';

export interface Tone {
  hz: number;
  onMs: number;
  offMs: number;
}

/** What a caller hears while it rings (ETSI). */
export const ringingTone: Tone = { hz: 425, onMs: 1_000, offMs: 4_000 };
/** Two short high ones: type the pin. */
export const pinTone: Tone = { hz: 1_000, onMs: 160, offMs: 120 };
/** A long low one: that was wrong. */
export const wrongTone: Tone = { hz: 220, onMs: 700, offMs: 0 };

const loudness = 4_000;

function toneFrame({ hz }: Tone, at: number): Int16Array {
  const frame = new Int16Array(frameSamples);
  for (let i = 0; i < frameSamples; i++)
    frame[i] = loudness * Math.sin((2 * Math.PI * hz * (at + i)) / sampleRate);
  return frame;
}

/**
 * Plays a tone and its pause, over and over.
 * @param times how often; for ever when left out
 * @returns how to stop it, and when it is over
 */
export function playTone(
  tone: Tone,
  sink: (frame: Int16Array) => void,
  times = Number.POSITIVE_INFINITY,
): { stop(): void; over: Promise<void> } {
  const over = Promise.withResolvers<void>();
  const periodMs = tone.onMs + tone.offMs;
  const silence = new Int16Array(frameSamples);
  let elapsedMs = 0;
  const stopTicker = startSteadyTicker(frameMs, () => {
    if (elapsedMs >= times * periodMs) return stop();
    const sounds = elapsedMs % periodMs < tone.onMs;
    sink(sounds ? toneFrame(tone, (elapsedMs * sampleRate) / 1000) : silence);
    elapsedMs += frameMs;
  });
  const stop = (): void => {
    stopTicker();
    over.resolve();
  };
  return { stop, over: over.promise };
}
