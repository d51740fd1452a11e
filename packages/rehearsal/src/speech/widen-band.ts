import weights from './missing-band-weights.json' with { type: 'json' };
import { meanPower, powerSpectrum, spectrumSize } from './power-spectrum.ts';

const blockSize = 160;
/** What a telephone lets through, in the bands that the rest is guessed from. */
const given = [
  ...([
    [150, 500],
    [500, 1000],
    [1000, 1500],
    [1500, 2000],
  ] as const),
  ...([
    [2000, 2500],
    [2500, 3000],
    [3000, 3400],
    [3400, 3800],
  ] as const),
];
/**
 * What it swallows. The log power of each is a weighted sum of 1, the log powers of the given bands, and their products:
 * least squares over fifteen sentences that no test says, in three voices (explained variance 0.84, 0.77 and 0.69).
 */
const missing = [
  [3900, 4600],
  [4600, 5400],
  [5400, 6900],
] as const;
const loudestLog = 18;

/** Gives telephone speech (at 16 kHz) the upper half of the spectrum that its sounds have: PocketSphinx knows no others. */
export interface BandWidener {
  /** @param pcm a multiple of 10 ms. */
  push(pcm: Int16Array): Int16Array;
}

export function widenBand(): BandWidener {
  const hiss = sharedHiss();
  let recent = new Int16Array(spectrumSize);
  let gains = missing.map(() => 0);
  let at = 0;

  const widenBlock = (block: Int16Array, output: Int16Array): void => {
    const joined = new Int16Array(spectrumSize);
    joined.set(recent.subarray(block.length));
    joined.set(block, spectrumSize - block.length);
    recent = joined;
    const next = guessGains(recent, hiss);
    for (let index = 0; index < block.length; index++) {
      const share = index / block.length;
      let sample = block[index] as number;
      for (const [band, { samples }] of hiss.entries()) {
        const gain = (gains[band] as number) * (1 - share) + (next[band] as number) * share;
        sample += gain * (samples[at] as number);
      }
      output[index] = Math.max(-32_768, Math.min(32_767, Math.round(sample)));
      at = (at + 1) % hissLength;
    }
    gains = next;
  };
  return {
    push(pcm) {
      const output = new Int16Array(pcm.length);
      for (let from = 0; from < pcm.length; from += blockSize)
        widenBlock(pcm.subarray(from, from + blockSize), output.subarray(from, from + blockSize));
      return output;
    },
  };
}

function guessGains(pcm: Int16Array, hiss: Hiss[]): number[] {
  const spectrum = powerSpectrum(pcm);
  const logs = given.map((band) => Math.log(meanPower(spectrum, band) + 1));
  const products = logs.flatMap((one, at) => logs.slice(at).map((other) => (one * other) / 10));
  const known = [1, ...logs, ...products];
  return hiss.map(({ power }, band) => {
    const own = weights[band] as number[];
    const guess = own.reduce((sum, weight, index) => sum + weight * (known[index] as number), 0);
    return Math.sqrt(Math.exp(Math.min(loudestLog, guess)) / power);
  });
}

interface Hiss {
  samples: Float64Array;
  /** Mean power in its band. */
  power: number;
}

const hissLength = 16_000;
const hissScale = 8000;
const reach = 64;
let shared: Hiss[] | undefined;

function sharedHiss(): Hiss[] {
  shared ??= missing.map(makeHiss);
  return shared;
}

/** A second of noise in one band; the same every time, so that recognition is. */
function makeHiss(band: readonly [number, number]): Hiss {
  let seed = 1;
  const white = Float64Array.from({ length: hissLength + 2 * reach }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 30 - 1;
  });
  const below = (hz: number, tap: number) =>
    tap === 0 ? hz / 8000 : Math.sin((Math.PI * hz * tap) / 8000) / (Math.PI * tap);
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, index) => {
    const tap = index - reach;
    return (below(band[1], tap) - below(band[0], tap)) * (0.54 + 0.46 * Math.cos((Math.PI * tap) / reach));
  });
  const samples = Float64Array.from({ length: hissLength }, (_, from) =>
    taps.reduce((sum, weight, tap) => sum + weight * (white[from + tap] as number), 0),
  );
  const whole = Int16Array.from(samples, (sample) => sample * hissScale);
  const powers = Array.from({ length: 60 }, (_, index) =>
    Math.log(meanPower(powerSpectrum(whole.subarray(index * spectrumSize)), band)),
  );
  const mean = powers.reduce((sum, power) => sum + power, 0) / powers.length;
  return { samples, power: Math.exp(mean) / hissScale ** 2 };
}
