import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { briefColleague } from './brief-colleague.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const phrases = { callFor: 'A call for you.', pressToTake: 'Press 1.' };

/** A person who presses these keys, each so long after the last. */
function brief({
  keys = [],
  accept = 'key',
}: {
  keys?: [afterMs: number, key: string][];
  accept?: 'key' | 'stay';
}) {
  const said: string[] = [];
  const over = new AbortController();
  const waiting = [...keys];
  const line = {
    say: async (text: string) => {
      said.push(text);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    },
    nextKey: async (ms: number) => {
      const [next] = waiting;
      if (next && next[0] <= ms) {
        waiting.shift();
        await new Promise((resolve) => setTimeout(resolve, next[0]));
        return next[1];
      }
      if (next) next[0] -= ms;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return undefined;
    },
  };
  const summary = Promise.resolve('Ann wants her sink mended.');
  const verdict = briefColleague({ line, summary, accept, phrases, signal: over.signal });
  return { said, verdict, over };
}

test('the person hears what the call is about, and takes it with 1, also before the end', async () => {
  const { said, verdict } = brief({ keys: [[500, '1']] });
  await vi.advanceTimersByTimeAsync(600);
  expect(await verdict).toEqual({ accepted: true });
  expect(said).toEqual(['A call for you. Ann wants her sink mended. Press 1.']);
});

test('2 declines, other keys are slips', async () => {
  const keys: [number, string][] = [
    [500, '5'],
    [500, '2'],
  ];
  const { verdict } = brief({ keys });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await verdict).toEqual({ accepted: false, failure: 'declined' });
});

test('who presses nothing, as a machine does, is asked once more and has not taken it', async () => {
  const { said, verdict } = brief({});
  await vi.advanceTimersByTimeAsync(25_000);
  expect(await verdict).toEqual({ accepted: false, failure: 'not_accepted' });
  expect(said).toHaveLength(2);
});

test('where staying on is enough nothing is to be pressed', async () => {
  const { said, verdict } = brief({ accept: 'stay' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await verdict).toEqual({ accepted: true });
  expect(said).toEqual(['A call for you. Ann wants her sink mended.']);
});

test('ends when nobody waits for it any more', async () => {
  const { verdict, over } = brief({});
  await vi.advanceTimersByTimeAsync(1_000);
  over.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await verdict).toMatchObject({ accepted: false });
});
