/** Milliseconds of audio to a frame, at 8 kHz. */
const rate = 8_000;
export const beepFrameMs = 20;

/** A tone that answering machines have; below are hums, above are whistles. */
const lowestHz = 350;
const highestHz = 2_100;
/** The tone holds nearly all of the sound; of a vowel the strongest partial holds about half. */
const purity = 0.85;
const steadyHz = 20;
const shortestFrames = 9;
const searchHz = 56;
const stepHz = 8;
/** Of full scale, squared: about −40 dBFS. */
const quiet = (32_768 * 0.01) ** 2;

/** Hears the tone after which a machine records: one pure, steady frequency for 180 ms. */
export class BeepDetector {
  #frames = 0;
  #hz = 0;

  /** @param pcm 20 ms at 8 kHz. @returns true at the frame that makes it a beep */
  hear(pcm: Int16Array): boolean {
    const hz = toneOf(pcm);
    const goesOn = hz !== undefined && this.#frames > 0 && Math.abs(hz - this.#hz) <= steadyHz;
    this.#frames = hz === undefined ? 0 : goesOn ? this.#frames + 1 : 1;
    this.#hz = hz ?? 0;
    return this.#frames === shortestFrames;
  }
}

/** The frequency that holds nearly all of a frame; undefined where none does. */
function toneOf(pcm: Int16Array): number | undefined {
  let energy = 0;
  let across = 0;
  let middle = 0;
  for (let i = 0; i < pcm.length; i++) energy += (pcm[i] as number) ** 2;
  if (energy / pcm.length < quiet) return undefined;
  // Each sample of a pure tone is told by the two before it: x[i] + x[i-2] = 2·cos(w)·x[i-1].
  for (let i = 2; i < pcm.length; i++) {
    const before = pcm[i - 1] as number;
    across += before * ((pcm[i] as number) + (pcm[i - 2] as number));
    middle += before ** 2;
  }
  const cosine = across / middle / 2;
  if (!(Math.abs(cosine) < 1)) return undefined;
  const near = (Math.acos(cosine) * rate) / (2 * Math.PI);
  // Noise draws the estimate away from the tone: the strongest frequency is looked for around it.
  let hz = near;
  let power = 0;
  for (let candidate = near - searchHz; candidate <= near + searchHz; candidate += stepHz) {
    const there = powerAt(pcm, candidate);
    if (there > power) [power, hz] = [there, candidate];
  }
  if (hz < lowestHz || hz > highestHz) return undefined;
  return power / (energy * (pcm.length / 2)) >= purity ? hz : undefined;
}

/** Goertzel's algorithm. */
function powerAt(pcm: Int16Array, hz: number): number {
  const cosine = Math.cos((2 * Math.PI * hz) / rate);
  let last = 0;
  let beforeLast = 0;
  for (let i = 0; i < pcm.length; i++) {
    const next = (pcm[i] as number) + 2 * cosine * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  return last ** 2 + beforeLast ** 2 - 2 * cosine * last * beforeLast;
}
