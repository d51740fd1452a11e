/** Loudness of 16-bit samples: root mean square in decibels relative to full scale; −Infinity for silence. */
export function dbfs(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += (sample / 32768) ** 2;
  return samples.length === 0 ? Number.NEGATIVE_INFINITY : 10 * Math.log10(sum / samples.length);
}

/** A 10 ms frame louder than this is audible. Speech lies 20 to 30 dB above it, an idle track at −∞. */
export const audibleDbfs = -45;
