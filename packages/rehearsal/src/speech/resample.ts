const halfTaps = 24;
const kernels = new Map<string, Float64Array[]>();

/** One mono stream of samples brought to another rate (windowed sinc); feed it in pieces, then `flush()`. */
export interface Resampler {
  push(pcm: Int16Array): Int16Array;
  flush(): Int16Array;
}

/** @param from @param to rates in Hz, e.g. 24000 and 16000; what the new rate cannot hold is filtered out. */
export function createResampler(from: number, to: number): Resampler {
  if (from === to) return { push: (pcm) => pcm, flush: () => new Int16Array() };
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const phases = kernelPhases(up, down);
  const reach = Math.ceil((halfTaps * Math.max(up, down)) / up);
  let held = new Float64Array(reach);
  let at = 0; // output position, in 1/up samples of `held`, from its sample `reach`

  const advance = (input: Float64Array): Int16Array => {
    const joined = new Float64Array(held.length + input.length);
    joined.set(held);
    joined.set(input, held.length);
    const count = Math.max(0, Math.ceil(((joined.length - 2 * reach) * up - at) / down));
    const output = new Int16Array(count);
    for (let index = 0; index < count; index++) {
      const position = at + index * down;
      const taps = phases[position % up] as Float64Array;
      const first = Math.floor(position / up);
      let sum = 0;
      for (let tap = 0; tap < taps.length; tap++) sum += (taps[tap] as number) * (joined[first + tap] ?? 0);
      output[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
    }
    const next = at + count * down;
    const used = Math.floor(next / up);
    at = next - used * up;
    held = joined.slice(used);
    return output;
  };
  return {
    push: (pcm) => advance(Float64Array.from(pcm)),
    flush: () => advance(new Float64Array(reach)),
  };
}

/** A whole recording at another rate. */
export function resample(pcm: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return pcm;
  const resampler = createResampler(from, to);
  const parts = [resampler.push(pcm), resampler.flush()];
  const joined = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((offset, part) => {
    joined.set(part, offset);
    return offset + part.length;
  }, 0);
  return joined;
}

/** For each of the `up` fractions of an input sample: the weights of the samples around it (Blackman window). */
function kernelPhases(up: number, down: number): Float64Array[] {
  const key = `${up}/${down}`;
  const known = kernels.get(key);
  if (known) return known;
  const cutoff = Math.min(1, up / down) * 0.94;
  const reach = Math.ceil((halfTaps * Math.max(up, down)) / up);
  const phases = Array.from({ length: up }, (_, phase) => {
    const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, tap) => {
      const distance = tap - reach - phase / up;
      const edge = distance / (reach + 1);
      const window = 0.42 + 0.5 * Math.cos(Math.PI * edge) + 0.08 * Math.cos(2 * Math.PI * edge);
      return cutoff * sinc(cutoff * distance) * window;
    });
    const gain = taps.reduce((sum, tap) => sum + tap, 0);
    return taps.map((tap) => tap / gain);
  });
  kernels.set(key, phases);
  return phases;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
