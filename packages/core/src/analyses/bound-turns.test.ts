import type { TranscriptSegment } from '@parley/contracts';
import { expect, it } from 'vitest';
import { boundTurns } from './bound-turns.ts';

const said = (count: number, text = 'ten letters'): TranscriptSegment[] =>
  Array.from({ length: count }, (_, index) => ({
    segment_id: `s-${index + 1}`,
    seq: index * 10,
    speaker: index % 2 === 0 ? 'caller' : 'agent',
    text,
    interrupted: false,
    started_at: '2026-01-01T00:00:00.000Z',
    ended_at: '2026-01-01T00:00:01.000Z',
  }));
const numbers = (turns: ReturnType<typeof boundTurns>) => turns.map(({ turn }) => turn);

it('is a usual call whole, counted from 1', () => {
  const turns = boundTurns(said(200));
  expect(numbers(turns)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(turns[1]).toEqual({
    turn: 2,
    speaker: 'agent',
    text: 'ten letters',
    segment: { segment_id: 's-2', seq: 10 },
  });
  expect(boundTurns([])).toEqual([]);
});

it('leaves out the middle of a long one; the turns keep their numbers', () => {
  // Each costs 11 characters and 40 more.
  expect(numbers(boundTurns(said(100), 51 * 10))).toEqual([1, 2, 3, 4, 95, 96, 97, 98, 99, 100]);
});

it('has never more than it may, whatever was said', () => {
  for (const length of [1, 500, 1_999, 2_000, 5_000, 100_000]) {
    const turns = boundTurns(said(300, 'ü'.repeat(length)));
    const characters = turns.reduce((total, { text }) => total + text.length, 0);
    expect(characters).toBeLessThanOrEqual(60_000);
    expect(new Set(numbers(turns)).size).toBe(turns.length);
  }
});

it('cuts a turn without end, and never in the middle of a character', () => {
  const [turn] = boundTurns(said(1, `a${'😀'.repeat(2_000)}`));
  expect(turn?.text.length).toBeLessThanOrEqual(2_001);
  expect(turn?.text.isWellFormed()).toBe(true);
});
