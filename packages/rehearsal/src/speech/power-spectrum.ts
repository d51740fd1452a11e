/** Samples that a spectrum is taken of: 16 ms at 16 kHz. */
export const spectrumSize = 256;
const binHz = 16_000 / spectrumSize;
const half = spectrumSize / 2;
const window = Float64Array.from(
  { length: spectrumSize },
  (_, at) => 0.5 - 0.5 * Math.cos((Math.PI * at) / half),
);
const cosines = Float64Array.from({ length: half }, (_, at) => Math.cos((Math.PI * at) / half));
const sines = Float64Array.from({ length: half }, (_, at) => -Math.sin((Math.PI * at) / half));
const reversed = Array.from({ length: spectrumSize }, (_, at) => {
  let result = 0;
  for (let bit = 1; bit < spectrumSize; bit *= 2) result = result * 2 + (at & bit ? 1 : 0);
  return result;
});

/** Power by frequency of the first `spectrumSize` samples, 16 kHz (Hann window, radix-2 FFT). */
export function powerSpectrum(pcm: Int16Array): Float64Array {
  const real = Float64Array.from(reversed, (from) => (pcm[from] ?? 0) * (window[from] as number));
  const imaginary = new Float64Array(spectrumSize);
  for (let size = 2; size <= spectrumSize; size *= 2) butterflies(real, imaginary, size);
  return Float64Array.from(
    { length: half },
    (_, bin) => ((real[bin] as number) ** 2 + (imaginary[bin] as number) ** 2) / spectrumSize,
  );
}

function butterflies(real: Float64Array, imaginary: Float64Array, size: number): void {
  const reach = size / 2;
  for (let offset = 0; offset < reach; offset++) {
    const cos = cosines[(offset * spectrumSize) / size] as number;
    const sin = sines[(offset * spectrumSize) / size] as number;
    for (let at = offset; at < spectrumSize; at += size) {
      const other = at + reach;
      const re = cos * (real[other] as number) - sin * (imaginary[other] as number);
      const im = cos * (imaginary[other] as number) + sin * (real[other] as number);
      real[other] = (real[at] as number) - re;
      imaginary[other] = (imaginary[at] as number) - im;
      real[at] = (real[at] as number) + re;
      imaginary[at] = (imaginary[at] as number) + im;
    }
  }
}

/** Mean power between two frequencies. */
export function meanPower(spectrum: Float64Array, [from, to]: readonly [from: number, to: number]): number {
  const bins = spectrum.subarray(Math.round(from / binHz), Math.round(to / binHz));
  return bins.reduce((sum, power) => sum + power, 0) / bins.length;
}
