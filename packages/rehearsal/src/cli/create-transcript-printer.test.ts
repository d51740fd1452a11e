import type { ViewerMessage } from '@parley/contracts';
import { expect, test } from 'vitest';
import { createTranscriptPrinter } from './create-transcript-printer.ts';

const words = (speaker: 'agent' | 'caller', text: string, final: boolean, extra = {}): ViewerMessage =>
  ({
    type: 'transcript',
    speaker,
    text,
    final,
    segment_id: `${speaker}-1`,
    interrupted: false,
    ...extra,
  }) as ViewerMessage;
const tool = (status: string): ViewerMessage =>
  ({ type: 'tool', name: 'create_ticket', status }) as ViewerMessage;

function print(isTTY: boolean, events: ViewerMessage[], columns = 40): string {
  let printed = '';
  const printer = createTranscriptPrinter({ isTTY, columns, write: (text) => (printed += text) });
  for (const event of events) printer.show(event);
  printer.end();
  return printed;
}

const call = [
  words('agent', 'Hello', false),
  words('agent', 'Hello there.', true),
  words('caller', 'my sink', false),
  tool('started'),
  tool('succeeded'),
  words('caller', 'my sink is', true, { interrupted: true }),
  { type: 'error', source: 'tts', message: 'away' } as ViewerMessage,
  tool('failed'),
];

test('into a file only what is final is written, without control characters', () => {
  expect(print(false, call)).toBe(
    [
      '  agent   Hello there.',
      '          · create_ticket',
      '  caller  my sink is — cut off',
      '          ! tts: away',
      '          · create_ticket failed',
      '',
    ].join('\n'),
  );
});

const esc = String.fromCharCode(27);
const clearedAtEnd = new RegExp(`\\r${esc}\\[2K$`);
const colours = new RegExp(`${esc}\\[\\d+m`, 'g');

/** What a terminal shows: each line as it was last written. */
const screen = (printed: string): string[] =>
  printed.split('\n').map((line) => (line.split(`\r${esc}[2K`).at(-1) ?? '').replace(colours, ''));

test('on a terminal interim words are rewritten in place, and stay under what is final', () => {
  const shown = print(true, call.slice(0, 5)).replace(clearedAtEnd, '');
  expect(screen(shown)).toEqual(['  agent   Hello there.', '          · create_ticket', '  caller  my sink']);
  expect(screen(print(true, call))).toEqual([
    '  agent   Hello there.',
    '          · create_ticket',
    '  caller  my sink is — cut off',
    '          ! tts: away',
    '          · create_ticket failed',
    '',
  ]);
});

test('long interim words keep to one line, showing their end', () => {
  const shown = screen(
    print(true, [words('agent', `${'long '.repeat(20)}end`, false)]).replace(clearedAtEnd, ''),
  );
  expect(shown).toHaveLength(1);
  expect(shown[0]?.length).toBeLessThan(40);
  expect(shown[0]).toMatch(/…[a-z ]*end$/);
});
