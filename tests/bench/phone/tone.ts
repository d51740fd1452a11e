/** A sine of so many seconds. */
export function tone(hz: number, amplitude: number, rate: number, seconds: number): Int16Array {
  const at = (sample: number) => Math.round(amplitude * Math.sin((2 * Math.PI * hz * sample) / rate));
  return Int16Array.from({ length: Math.round(rate * seconds) }, (_, sample) => at(sample));
}

/** How loud one frequency is in the samples (Goertzel): the amplitude of that sine. */
export function amplitudeOf(hz: number, samples: Int16Array, rate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let before = 0;
  let last = 0;
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}
