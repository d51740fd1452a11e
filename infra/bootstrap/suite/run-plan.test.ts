import { expect, it } from 'vitest';
import { runPlan } from './run-plan.mjs';
import type { SuiteRun } from './suite-runs.mjs';

type Plan = Parameters<typeof runPlan>[0];

/** Runs that each end when the test lets them, and print that they begin and end. */
function planned(...titles: string[]) {
  const done = new Map(titles.map((title) => [title, Promise.withResolvers<void>()]));
  const begun: string[] = [];
  let printed = '';
  return {
    runs: titles.map((title): SuiteRun => ({ title, file: title, args: [], env: {} })),
    begun,
    printed: () => printed.trim().split('\n'),
    end: async (title: string) => {
      done.get(title)?.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    },
    follow: (plan: Plan, signal = new AbortController().signal) =>
      runPlan(plan, {
        perform: async ({ title }, write) => {
          begun.push(title);
          write(`${title} begins\n`);
          await done.get(title)?.promise;
          write(`${title} ends\n`);
          return title;
        },
        write: (chunk) => {
          printed += chunk;
        },
        signal,
      }),
  };
}

it('does lists one after another and what is beside at once', async () => {
  const { runs, begun, end, follow } = planned('a', 'b', 'c', 'd');
  const [a, b, c, d] = runs as [SuiteRun, SuiteRun, SuiteRun, SuiteRun];
  const results = follow({ beside: [{ inTurn: [a, b] }, { inTurn: [{ beside: [c] }, d] }] });
  expect(begun).toEqual(['a', 'c']);
  await end('c');
  expect(begun).toEqual(['a', 'c', 'd']);
  await end('a');
  expect(begun).toEqual(['a', 'c', 'd', 'b']);
  await end('b');
  await end('d');
  expect(await results).toEqual(['a', 'b', 'c', 'd']);
});

it('prints each whole and in order, the first at once', async () => {
  const { runs, printed, end, follow } = planned('a', 'b', 'c');
  const results = follow({ beside: runs });
  await end('c');
  expect(printed()).toEqual(['a begins']);
  await end('a');
  expect(printed()).toEqual(['a begins', 'a ends', 'b begins']);
  await end('b');
  expect(printed()).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(await results).toEqual(['a', 'b', 'c']);
});

it('begins nothing once it is stopped', async () => {
  const stop = new AbortController();
  const { runs, begun, end, follow } = planned('a', 'b');
  const results = follow({ inTurn: runs }, stop.signal);
  stop.abort();
  await end('a');
  expect(await results).toEqual(['a']);
  expect(begun).toEqual(['a']);
});
