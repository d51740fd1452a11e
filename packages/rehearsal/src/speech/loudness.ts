import { rms } from './rms.ts';

const frame = 320;
/** Below it is the line's noise and not the voice. */
const floor = 100;
/** About 22 dB below its loudest a voice is no more than breath. */
const breath = 2.5;

/** How a stretch of speech swells and falls: the logarithm of its level for each 20 ms (at 16 kHz). */
export function loudness(pcm: Int16Array): number[] {
  const levels: number[] = [];
  for (let at = 0; at + frame <= pcm.length; at += frame) {
    levels.push(Math.log(Math.max(floor, rms(pcm.subarray(at, at + frame)))));
  }
  return levels;
}

/** Frames by which one may be late against the other, and what each costs that is lost or doubled. */
const reach = 25;
const slip = 0.3;
/** How much longer than the other one may be. */
const longer = 1.25;

/**
 * How far two stretches sound apart: the mean difference of their levels when each is stretched to fit the other
 * (dynamic time warping), so that a line which loses or repeats a moment is no matter. 0 for one and the same.
 */
export function unlikeness(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [voiceOf(one), voiceOf(other)];
  if (Math.max(a.length, b.length) > longer * Math.min(a.length, b.length)) return Number.POSITIVE_INFINITY;
  let row = [0, ...b.map(() => Number.POSITIVE_INFINITY)];
  for (const [i, x] of a.entries()) {
    const next = row.map(() => Number.POSITIVE_INFINITY);
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      const [both, lost, doubled] = [row[j], row[j + 1], next[j]] as [number, number, number];
      next[j + 1] = Math.abs(x - (b[j] as number)) + Math.min(both, lost + slip, doubled + slip);
    }
    row = next;
  }
  return (row.at(-1) as number) / ((a.length + b.length) / 2);
}

/** Without the quiet before and after, which all have alike, and however loud the line is. */
function voiceOf(levels: readonly number[]): number[] {
  const least = Math.max(...levels) - breath;
  const voice = levels.slice(
    levels.findIndex((level) => level > least),
    levels.findLastIndex((level) => level > least) + 1,
  );
  const mean = voice.reduce((sum, level) => sum + level, 0) / voice.length;
  return voice.map((level) => level - mean);
}

/** What comes before its first pause of so many frames, and what comes after; undefined when it has none. */
export function splitAtPause(levels: readonly number[], frames: number): [number[], number[]] | undefined {
  const least = Math.max(...levels) - breath;
  const from = levels.findIndex((level) => level > least);
  const to = levels.findLastIndex((level) => level > least);
  let quiet = 0;
  for (let at = from; at < to; at++) {
    quiet = (levels[at] as number) > least ? 0 : quiet + 1;
    if (quiet >= frames) return [levels.slice(0, at), levels.slice(at)];
  }
  return undefined;
}
