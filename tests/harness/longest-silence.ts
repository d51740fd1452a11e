const telephoneRate = 8_000;
const windowMs = 100;
/** Mean of the magnitudes, of 32,768; comfort noise and the tail of a note are below it. */
const audible = 60;

/** How long nothing was heard at most, in milliseconds, in telephone audio from `fromMs` on. */
export function longestSilenceMs(pcm: Int16Array, fromMs = 0): number {
  const step = (telephoneRate * windowMs) / 1_000;
  let longest = 0;
  let silent = 0;
  for (let at = (fromMs * telephoneRate) / 1_000; at + step <= pcm.length; at += step) {
    const sum = pcm.subarray(at, at + step).reduce((total, sample) => total + Math.abs(sample), 0);
    silent = sum / step >= audible ? 0 : silent + windowMs;
    longest = Math.max(longest, silent);
  }
  return longest;
}

/** How much of telephone audio has been received, in milliseconds. */
export const receivedMs = (pcm: Int16Array): number => (pcm.length / telephoneRate) * 1_000;
