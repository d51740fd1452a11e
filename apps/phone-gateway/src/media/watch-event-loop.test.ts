import { expect, it, onTestFinished } from 'vitest';
import { watchEventLoop } from './watch-event-loop.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

it('knows how long the loop stood still', async () => {
  const watch = watchEventLoop({ warn: () => {} });
  onTestFinished(() => watch.stop());
  await turn();
  const until = performance.now() + 150;
  while (performance.now() < until);
  await turn();
  expect(watch.longestStallMs).toBeGreaterThan(100);
});
