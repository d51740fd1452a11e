import type { SessionEvent } from '@parley/contracts';
import { expect, test } from 'vitest';
import { soFarOf } from './fetch-so-far.ts';

const at = '2026-01-01T00:00:00.000Z';
const starts = (speaker: 'caller' | 'agent'): SessionEvent => ({ type: 'speech_started', speaker });
const said = (speaker: 'caller' | 'agent', text: string, language?: string): SessionEvent => ({
  ...{ type: 'transcript', speaker, text, final: true, segment_id: text, interrupted: false },
  ...{ started_at: at, ended_at: at, ...(language && { language }) },
});
const tool = (status: 'started' | 'succeeded' | 'failed', result?: string): SessionEvent => ({
  ...{ type: 'tool', call_id: 'c1', name: 'create_ticket', status },
  ...(status === 'started' ? { arguments: { name: 'Ann' } } : { result }),
});

test('nothing, while nothing has been said or done', () => {
  expect(soFarOf([])).toBeNull();
  expect(soFarOf([{ type: 'agent_state', state: 'joining' }])).toBeNull();
});

test('what was said and done, in its order; a call of a tool once, as it came out', () => {
  const events = [
    starts('agent'),
    said('agent', 'Hello.', 'en'),
    starts('caller'),
    said('caller', 'A leak.'),
  ];
  expect(soFarOf([...events, tool('started'), tool('succeeded', '{"id":1}')])).toEqual({
    past: [
      { type: 'said', speaker: 'agent', text: 'Hello.', interrupted: false },
      { type: 'said', speaker: 'caller', text: 'A leak.', interrupted: false },
      {
        ...{ type: 'tool', call_id: 'c1', name: 'create_ticket', arguments: { name: 'Ann' } },
        ...{ status: 'succeeded', result: '{"id":1}' },
      },
    ],
    agent_spoke: true,
    cut: null,
    language: 'en',
    recording: null,
  });
  expect(soFarOf([...events, tool('started')])?.past.at(-1)).toMatchObject({ status: 'started', result: '' });
});

test.each([
  ['the agent in its greeting', [starts('agent')], 'agent', true],
  ['the caller', [starts('agent'), said('agent', 'Hello.'), starts('caller')], 'caller', true],
  ['the agent, after the caller', [starts('caller'), said('caller', 'Hi.'), starts('agent')], 'agent', true],
  ['who began last', [starts('agent'), starts('caller')], 'caller', true],
  ['nobody, when all is known', [starts('caller'), said('caller', 'Hi.')], null, false],
] as const)('words of which nothing is known: %s', (_, events, cut, agent_spoke) => {
  expect(soFarOf([...events])).toMatchObject({ cut, agent_spoke });
});

test('by which consent it was recorded, or that it is not to be', () => {
  const recording = (...states: ('started' | 'stopped' | 'declined')[]) =>
    soFarOf(states.map((state) => ({ type: 'recording', state, consent: 'announced' })))?.recording;
  expect(recording('started')).toBe('announced');
  expect(recording('started', 'stopped')).toBe('none');
  expect(recording('declined')).toBe('none');
});
