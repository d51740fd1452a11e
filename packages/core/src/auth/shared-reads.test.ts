import { setImmediate as endOfTurn } from 'node:timers/promises';
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
  const reading = (number: number) => {
    const found = begun[number];
    if (!found) throw new Error(`read ${number} has not begun`);
    return found;
  };
  return { begun, load, reading };
}

/** Until reads that may begin have begun. */
async function turns() {
  for (let turn = 0; turn < 3; turn += 1) await endOfTurn();
}

test('all who ask in one turn share a read, which begins after them', async () => {
  const reads = new SharedReads<number>();
  const { begun, load, reading } = createReads();
  const asked = Array.from({ length: 50 }, () => reads.read('key', load));
  const other = reads.read('another key', load);
  expect(begun).toHaveLength(0);
  await turns();
  expect(begun).toHaveLength(2);
  reading(0).resolve(1);
  reading(1).resolve(2);
  expect(new Set(await Promise.all(asked))).toEqual(new Set([1]));
  expect(await other).toBe(2);
});

test('nobody is given an answer whose read began before they asked; all who wait share the next', async () => {
  const reads = new SharedReads<number>();
  const { begun, load, reading } = createReads();
  const first = reads.read('key', load);
  await turns();
  const waiting = Array.from({ length: 50 }, () => reads.read('key', load));
  await turns();
  expect(begun).toHaveLength(1);
  reading(0).resolve(1);
  expect(await first).toBe(1);
  const stillInTime = reads.read('key', load);
  await turns();
  expect(begun).toHaveLength(2);
  const late = reads.read('key', load);
  reading(1).resolve(2);
  expect(new Set(await Promise.all([...waiting, stillInTime]))).toEqual(new Set([2]));
  await turns();
  reading(2).resolve(3);
  expect(await late).toBe(3);
  const alone = reads.read('key', load);
  await turns();
  reading(3).resolve(4);
  expect(await alone).toBe(4);
});

test('a read that fails is told to those who shared it, and to nobody after', async () => {
  const reads = new SharedReads<number>();
  const { load, reading } = createReads();
  const first = expect(reads.read('key', load)).rejects.toThrow('away');
  await turns();
  const second = reads.read('key', load);
  reading(0).reject(new Error('away'));
  await first;
  await turns();
  reading(1).resolve(2);
  expect(await second).toBe(2);
});
