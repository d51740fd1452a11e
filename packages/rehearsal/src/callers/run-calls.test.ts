import { expect, test } from 'vitest';
import type { CallResult } from './call-result.ts';
import { parseScenario } from './load-scenario.ts';
import { planCalls, runCalls } from './run-calls.ts';

const scenarioOf = (name: string) => parseScenario(`name: ${name}\ntitle: ${name}\nsteps: []`, name);
const calls = planCalls([scenarioOf('a'), scenarioOf('b')], 2);
const resultOf = (scenario: string) => ({ scenario, ok: true }) as CallResult;
const nameOf = ({ scenario, nth }: (typeof calls)[number]) => `${scenario.name}${nth}`;

test('every scenario comes in every round', () => {
  expect(calls.map(nameOf)).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test('no more go on at once than may, and the results are in the order of the calls', async () => {
  const open = new Map<string, () => void>();
  let most = 0;
  const running = runCalls({
    calls,
    atOnce: 2,
    place: async (call) => {
      await new Promise<void>((resolve) => {
        open.set(nameOf(call), resolve);
        most = Math.max(most, open.size);
      });
      open.delete(nameOf(call));
      return resultOf(nameOf(call));
    },
  });
  for (const next of ['b1', 'a1', 'b2', 'a2']) {
    while (!open.has(next)) await new Promise(setImmediate);
    open.get(next)?.();
  }
  const placed = await running;
  expect(placed.map(({ result }) => result?.scenario)).toEqual(['a1', 'b1', 'a2', 'b2']);
  expect(most).toBe(2);
});

test('a call that cannot be placed is told, and the others are placed', async () => {
  const told: string[] = [];
  const placed = await runCalls({
    calls,
    atOnce: 3,
    place: async (call) => {
      if (nameOf(call) === 'b1') throw new Error('no session');
      return resultOf(nameOf(call));
    },
    onOver: (call) => told.push(nameOf(call)),
  });
  expect(placed.map(({ error }) => error)).toEqual([null, 'no session', null, null]);
  expect(placed[1]?.result).toBeNull();
  expect(told.sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
});

test('after its signal none is begun', async () => {
  const stopping = new AbortController();
  const placed = await runCalls({
    calls,
    atOnce: 1,
    signal: stopping.signal,
    place: async (call) => {
      if (nameOf(call) === 'b1') stopping.abort();
      return resultOf(nameOf(call));
    },
  });
  expect(placed.map(nameOf)).toEqual(['a1', 'b1']);
});
