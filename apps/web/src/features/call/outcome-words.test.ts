import { endedReasons, failedReasons } from '@parley/contracts';
import { expect, it } from 'vitest';
import { outcomeWords } from './outcome-words.ts';

it('has other words for every reason, each with what to do', () => {
  const words = [
    ...endedReasons.map((reason) => outcomeWords({ state: 'ended', reason })),
    ...failedReasons.map((reason) => outcomeWords({ state: 'failed', reason })),
  ];
  expect(new Set(words.map(({ title }) => title)).size).toBe(words.length);
  for (const { advice } of words) expect(advice).toMatch(/.{15,}\.$/);
});

it('has words for an end without a reason', () => {
  expect(outcomeWords({ state: 'ended', reason: null }).title).toBe('The call is over');
  expect(outcomeWords({ state: 'failed', reason: null }).title).toBe('Something went wrong on the server');
});
