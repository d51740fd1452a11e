/** Root mean square of the samples, 0 to 32768. Speech is at some thousand, a quiet line below a hundred. */
export function rms(pcm: Int16Array): number {
  if (pcm.length === 0) return 0;
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return Math.sqrt(sum / pcm.length);
}
