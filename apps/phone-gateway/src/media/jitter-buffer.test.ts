import { describe, expect, it } from 'vitest';
import { createJitterBuffer, type JitterBuffer } from './jitter-buffer.ts';

/** A frame that says its number; concealment repeats it, so only its first sample is looked at. */
const frame = (number: number): Int16Array => new Int16Array(160).fill(number);

const listen = (): { played: number[]; buffer: JitterBuffer } => {
  const played: number[] = [];
  return { played, buffer: createJitterBuffer((samples) => played.push(samples[0] as number)) };
};
const feed = (sequences: number[]) => {
  const heard = listen();
  for (const sequence of sequences) heard.buffer.push(sequence & 0xffff, frame(sequence));
  return heard;
};

describe('order', () => {
  it('passes what comes in order at once', () => {
    expect(feed([5, 6, 7]).played).toEqual([5, 6, 7]);
  });

  it('goes on over the end of the numbers', () => {
    expect(feed([65_534, 65_535, 65_536, 65_537]).played).toEqual(
      [65_534, 65_535, 65_536, 65_537].map((n) => (n << 16) >> 16),
    );
  });

  it.each([
    ['two swapped', [1, 3, 2, 4]],
    ['three reversed', [1, 4, 3, 2, 5]],
    ['every pair swapped', [1, 3, 2, 5, 4, 7, 6, 8]],
  ])('repairs %s', (_, sequences) => {
    const { played, buffer } = feed(sequences);
    expect(played).toEqual(sequences.toSorted((a, b) => a - b));
    expect(buffer.stats).toMatchObject({ lost: 0, late: 0, duplicates: 0, concealedMs: 0 });
  });

  it('plays duplicates once', () => {
    const { played, buffer } = feed([1, 1, 2, 2, 4, 4, 3, 3, 5]);
    expect(played).toEqual([1, 2, 3, 4, 5]);
    expect(buffer.stats).toMatchObject({ duplicates: 4, lost: 0 });
  });
});

describe('loss', () => {
  it('covers one lost packet once three wait behind it', () => {
    const { played, buffer } = feed([100, 102, 103, 104, 105]);
    expect(played).toEqual([100, 100, 102, 103, 104, 105]);
    expect(buffer.stats).toMatchObject({ lost: 1, concealedMs: 20 });
    expect(buffer.waiting).toBe(false);
  });

  it('waits no longer when told so', () => {
    const { played, buffer } = feed([100, 102]);
    expect(buffer.waiting).toBe(true);
    buffer.giveUp();
    expect(played).toEqual([100, 100, 102]);
  });

  it('covers 60 ms of a longer gap and no more', () => {
    const { played, buffer } = feed([100, 120, 121, 122]);
    expect(played).toHaveLength(1 + 3 + 3);
    expect(buffer.stats).toMatchObject({ lost: 19, concealedMs: 60 });
  });

  it('drops what comes too late, and counts it', () => {
    const { played, buffer } = feed([1, 3, 4, 5, 2, 6]);
    expect(played.filter((n) => n === 2)).toEqual([]);
    expect(played.at(-1)).toBe(6);
    expect(buffer.stats).toMatchObject({ lost: 1, late: 1, duplicates: 0 });
  });

  it('does not take digits and comfort noise for loss', () => {
    const { played, buffer } = listen();
    buffer.push(1, frame(1));
    for (const sequence of [2, 3, 4]) buffer.push(sequence, undefined);
    buffer.push(5, frame(5));
    expect(played).toEqual([1, 5]);
    expect(buffer.stats.lost).toBe(0);
  });
});

describe('a sender that starts anew', () => {
  it('is followed from the second packet on', () => {
    const { played, buffer } = feed([1, 2, 3, 20_000, 20_001, 20_002]);
    expect(played).toEqual([1, 2, 3, 20_000, 20_001, 20_002]);
    expect(buffer.stats).toMatchObject({ restarts: 1, lost: 0 });
  });

  it('is not believed for a single wild packet', () => {
    const { played, buffer } = feed([1, 2, 30_000, 3, 4, 12_345, 5]);
    expect(played).toEqual([1, 2, 3, 4, 5]);
    expect(buffer.stats.restarts).toBe(0);
  });

  it('is followed when it starts a little behind', () => {
    const again = Array.from({ length: 40 }, (_, i) => i + 1);
    const { played } = feed([...Array.from({ length: 60 }, (_, i) => i), ...again]);
    expect(played.slice(60)).toEqual(again.slice(24));
  });
});

/** Numbers that are the same in every run (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

it('never plays a packet twice nor backwards, and loses no more than the network did', () => {
  for (let seed = 0; seed < 200; seed++) {
    const roll = dice(seed);
    const sent = Array.from({ length: 500 }, (_, i) => i);
    const arriving = sent
      .filter((i) => i === 0 || roll() > 0.05)
      .flatMap((i) => (roll() < 0.03 ? [i, i] : [i]))
      .map((i) => ({ i, at: i + (i > 0 && roll() < 0.1 ? roll() * 1.9 : 0) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ i }) => i);
    const played: number[] = [];
    const buffer = createJitterBuffer(
      (samples) => samples[159] === samples[0] && played.push(samples[0] as number),
    );
    for (const sequence of arriving) buffer.push(sequence, frame(sequence + 1000));
    buffer.giveUp();
    buffer.giveUp();
    expect(played).toEqual([...new Set(played)].toSorted((a, b) => a - b));
    expect(new Set(played).size).toBe(new Set(arriving).size - buffer.stats.late);
  }
});
