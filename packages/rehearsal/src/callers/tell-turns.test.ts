import { expect, test } from 'vitest';
import type { HeardTurn } from './create-ear.ts';
import { tellTurns } from './tell-turns.ts';

function listen(lateMs: number) {
  const told: string[] = [];
  const turns = tellTurns({
    lateMs,
    onTurn: ({ startMs, text }: HeardTurn) => told.push(`${startMs} ${text}`),
    onLateWords: ({ startMs, text }) => told.push(`${startMs} late ${text}`),
  });
  return { told, turns };
}
const span = (startMs: number) => ({ startMs, endMs: startMs + 1 });

test('turns are told in order with their words, whichever is recognised first', async () => {
  const { told, turns } = listen(10_000);
  const first = Promise.withResolvers<string>();
  turns.turn(span(1), first.promise);
  turns.turn(span(2), Promise.resolve('two'));
  first.resolve('one');
  await turns.done();
  expect(told).toEqual(['1 one', '2 two']);
});

test('a turn does not wait for words that lag; they are told when they come', async () => {
  const { told, turns } = listen(0);
  const slow = Promise.withResolvers<string>();
  turns.turn(span(1), slow.promise);
  turns.turn(span(2), Promise.resolve(null));
  await expect.poll(() => told).toEqual(['1 null', '2 null']);
  slow.resolve('one');
  await turns.done();
  expect(told.at(-1)).toBe('1 late one');
});
