/** What is louder is heard; speech lies 20 to 30 dB above. */
const audibleRms = 32_768 * 10 ** (-45 / 20);
const blockMs = 10;

/**
 * Where samples are audible, by blocks of 10 ms.
 * @returns milliseconds from the first sample to the beginning of the first audible block and to the end of the last;
 * undefined where nothing is
 */
export function audiblePart(
  samples: Int16Array,
  sampleRate: number,
): { fromMs: number; toMs: number } | undefined {
  const size = Math.round((sampleRate * blockMs) / 1000);
  let part: { fromMs: number; toMs: number } | undefined;
  for (let at = 0; at < samples.length; at += size) {
    const end = Math.min(at + size, samples.length);
    let power = 0;
    for (let sample = at; sample < end; sample += 1) power += (samples[sample] ?? 0) ** 2;
    if (Math.sqrt(power / (end - at)) <= audibleRms) continue;
    part = { fromMs: part?.fromMs ?? (at / sampleRate) * 1000, toMs: (end / sampleRate) * 1000 };
  }
  return part;
}
