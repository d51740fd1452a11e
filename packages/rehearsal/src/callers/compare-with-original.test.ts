import type { TranscriptSegment } from '@parley/contracts';
import { expect, test } from 'vitest';
import type { CallResult } from './call-result.ts';
import { compareWithOriginal } from './compare-with-original.ts';
import type { OriginalCall, OriginalTurn } from './original-call.ts';

const ticket = { name: 'John Smith', phone: '555 0142', property: '12 Oak Street', reason: 'A leak' };
const original: OriginalCall = {
  session_id: 'ses_1',
  turns: [
    { speaker: 'agent', text: 'How can I help?' },
    { speaker: 'caller', text: 'what are your office hours' },
    { speaker: 'agent', text: 'We open at nine.' },
    { speaker: 'agent', text: 'Anything else?' },
    { speaker: 'caller', text: 'no' },
    { speaker: 'agent', text: 'Goodbye.' },
  ],
  tools: ['lookup_knowledge', 'end_call'],
  ticket,
  end: 'agent_hung_up',
};
const replay = (turns: OriginalTurn[], parts: Partial<CallResult> = {}) =>
  compareWithOriginal(original, {
    printed: turns as TranscriptSegment[],
    tools: original.tools,
    ticket: ticket as CallResult['ticket'],
    end: { state: 'ended', reason: 'agent_hung_up', after_ms: 0 },
    ...parts,
  });
const linesOf = ({ turns }: ReturnType<typeof replay>) =>
  turns.flatMap((line) => (line.in === 'both' ? [] : [`${line.in}: ${line.item.text}`]));

test('nothing differs: a request for patience, other punctuation, other segments, a word of the caller misheard', () => {
  const now = replay(
    [
      { speaker: 'agent', text: 'How can I help' },
      { speaker: 'caller', text: 'what are your' },
      { speaker: 'caller', text: 'office ours' },
      { speaker: 'agent', text: 'One moment, please.' },
      { speaker: 'agent', text: 'We open at 9. Anything else?' },
      ...original.turns.slice(4),
    ],
    { ticket: { ...ticket, phone: '5550142' } as CallResult['ticket'] },
  );
  expect(linesOf(now)).toEqual([]);
  expect(now.rest.filter(({ same }) => !same)).toEqual([]);
  expect(now.same).toBe(true);
});

test('another answer stands beside the one it replaces', () => {
  const [hello, hours, , , no, bye] = original.turns as [
    OriginalTurn,
    OriginalTurn,
    OriginalTurn,
    OriginalTurn,
    OriginalTurn,
    OriginalTurn,
  ];
  const now = replay([hello, hours, { speaker: 'agent', text: 'We open at eight.' }, no, bye]);
  expect(linesOf(now)).toEqual(['before: We open at nine. Anything else?', 'now: We open at eight.']);
  expect(now.same).toBe(false);
});

test.each<[string, string, boolean, string, boolean, boolean]>([
  ['cut off later', 'We open at', true, 'We open at nine in', true, true],
  ['cut off earlier', 'We open at nine in', true, 'We open at', true, true],
  ['no longer cut off', 'We open at', true, 'We open at nine.', false, true],
  ['cut off in other words', 'We open at', true, 'We close at six', true, false],
  ['shorter without being cut off', 'We open at nine.', true, 'We open.', false, false],
  ['longer without having been cut off', 'We open.', false, 'We open at nine', true, false],
])('%s', (_, before, cutBefore, now, cutNow, same) => {
  const turn = (text: string, interrupted: boolean) => [{ speaker: 'agent' as const, text, interrupted }];
  const { turns } = compareWithOriginal(
    { ...original, turns: turn(before, cutBefore) },
    { printed: turn(now, cutNow) as TranscriptSegment[], tools: [], ticket: null, end: null },
  );
  expect(turns.every((line) => line.in === 'both')).toBe(same);
});

test('the words of one are not the words of the other', () => {
  const swapped = original.turns.map((turn) => ({ ...turn, speaker: 'agent' as const }));
  expect(replay(swapped).same).toBe(false);
});

test.each<[string, Partial<CallResult>, string, string, string]>([
  ['another tool', { tools: ['end_call'] }, 'tools', 'lookup_knowledge, end_call', 'end_call'],
  ['no tool', { tools: [] }, 'tools', 'lookup_knowledge, end_call', 'none'],
  ['no ticket', { ticket: null }, 'ticket', 'written', 'none'],
  [
    'another name',
    { ticket: { ...ticket, name: 'Joan Smith' } as CallResult['ticket'] },
    "ticket's name",
    'John Smith',
    'Joan Smith',
  ],
  ['another end', { end: null }, 'end', 'agent_hung_up', 'not known'],
])('%s', (_, parts, what, before, now) => {
  const compared = replay(original.turns, parts);
  expect(compared.rest.filter(({ same }) => !same)).toEqual([{ what, before, now, same: false }]);
  expect(compared.same).toBe(false);
});
