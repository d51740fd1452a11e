import { expect, test } from 'vitest';
import { SharedReads } from './shared-reads.ts';

/** Reads that end when told to, each with its number. */
function createReads() {
  const begun: PromiseWithResolvers<number>[] = [];
  const load = () => {
    const reading = Promise.withResolvers<number>();
    begun.push(reading);
    return reading.promise;
  };
  return { begun, load };
}

test('nobody is given an answer whose read began before they asked; all who wait share the next', async () => {
  const reads = new SharedReads<number>();
  const { begun, load } = createReads();
  const first = reads.read('key', load);
  const waiting = Array.from({ length: 50 }, () => reads.read('key', load));
  const other = reads.read('another key', load);
  expect(begun).toHaveLength(2);
  begun[1]?.resolve(2);
  begun[0]?.resolve(1);
  expect([await first, await other]).toEqual([1, 2]);
  const late = reads.read('key', load);
  expect(begun).toHaveLength(3);
  begun[2]?.resolve(3);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([3]));
  begun[3]?.resolve(4);
  expect(await late).toBe(4);
  const alone = reads.read('key', load);
  begun[4]?.resolve(5);
  expect(await alone).toBe(5);
});

test('a read that fails is told to those who shared it, and to nobody after', async () => {
  const reads = new SharedReads<number>();
  const { begun, load } = createReads();
  const first = reads.read('key', load);
  const second = reads.read('key', load);
  begun[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  begun[1]?.resolve(2);
  expect(await second).toBe(2);
});
