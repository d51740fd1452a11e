/** A sine at 8 kHz or whatever rate, going on where it left off. */
export function createTone(hz: number, amplitude: number, rate = 8000): (samples: number) => Int16Array {
  let at = 0;
  return (samples) =>
    Int16Array.from({ length: samples }, () =>
      Math.round(amplitude * Math.sin((2 * Math.PI * hz * at++) / rate)),
    );
}

/** How loud one frequency is in the samples (Goertzel): the amplitude of that sine. */
export function amplitudeOf(hz: number, samples: Int16Array, rate = 8000): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let before = 0;
  let last = 0;
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

export const joinFrames = (frames: Int16Array[]): Int16Array =>
  Int16Array.from(frames.flatMap((frame) => [...frame]));
