import { frameSamples } from '../media/g711.ts';

/** Adds what speaks at the same time; too loud together is cut off at full scale, not wrapped around. */
export function mixFrames(frames: Int16Array[]): Int16Array {
  const mixed = new Int16Array(frameSamples);
  for (let i = 0; i < frameSamples; i++) {
    let sum = 0;
    for (const frame of frames) sum += frame[i] ?? 0;
    mixed[i] = Math.max(-32_768, Math.min(32_767, sum));
  }
  return mixed;
}
