import { audibleDbfs, dbfs } from './dbfs.ts';

/** Cuts the inaudible 10 ms frames at both ends, so that the last sample is the end of the speech. */
export function trimToSpeech(samples: Int16Array, sampleRate: number): Int16Array {
  const size = sampleRate / 100;
  const frames = Math.floor(samples.length / size);
  const audible = (index: number) => dbfs(samples.subarray(index * size, (index + 1) * size)) > audibleDbfs;
  let first = 0;
  while (first < frames && !audible(first)) first++;
  let last = frames - 1;
  while (last > first && !audible(last)) last--;
  return samples.slice(first * size, (last + 1) * size);
}
