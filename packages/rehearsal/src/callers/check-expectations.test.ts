import type { TranscriptSegment } from '@parley/contracts';
import { newId } from '@parley/contracts';
import { expect, test } from 'vitest';
import { checkExpectations } from './check-expectations.ts';
import { parseScenario } from './load-scenario.ts';

type Outcome = Parameters<typeof checkExpectations>[1];

const segment = (speaker: 'agent' | 'caller', text: string, interrupted = false): TranscriptSegment => ({
  segment_id: text,
  seq: 1,
  speaker,
  text,
  interrupted,
  started_at: '',
  ended_at: '',
});
const ticket = {
  ticket_id: newId('ticket'),
  session_id: null,
  status: 'open' as const,
  name: 'John Smith',
  phone: '555 0142',
  property: '12 Oak Street',
  reason: 'The kitchen sink is leaking',
  summary: null,
  evidence: {},
  created_at: '',
};
const good: Outcome = {
  scenario: 'x',
  mode: 'voice',
  session_id: null,
  room: 'x',
  said: [],
  heard: [],
  printed: [segment('agent', 'We open on Monday.', true), segment('caller', 'my sink is leaking')],
  events: [],
  tools: ['lookup_knowledge', 'create_ticket', 'end_call'],
  ticket,
  left_by: 'agent',
  end: { state: 'ended', reason: 'agent_hung_up', after_ms: 100 },
  greeting_ms: 0,
  silences: [],
  interruptions: [{ atMs: 0, silentAfterMs: 300 }],
  cut_offs: [],
  accuracy: { agent: 0.9, caller: 0.9 },
};
const everything = `{
  ticket: { name: john smith, phone: five five five oh one four two, property: twelve oak street, reason: kitchen sink is leaking },
  tools: [create_ticket, end_call], agent_said: monday, caller_said: [sink, leaking],
  interrupted_within_ms: 500, end: { reason: [agent_hung_up, stopped] }, word_accuracy: { agent: 0.9, caller: 0.9 } }`;

const failuresOf = (expectation: string, outcome: Partial<Outcome>) =>
  checkExpectations(parseScenario(`name: x\ntitle: x\nsteps: []\nexpect: ${expectation}`, 'x'), {
    ...good,
    ...outcome,
  });

test('nothing is wrong when all is as expected', () => expect(failuresOf(everything, {})).toEqual([]));

test.each<[string, string, Partial<Outcome>, string[]]>([
  ['no ticket', everything, { ticket: null }, ['no ticket was written']],
  ['an unwanted ticket', '{ ticket: none }', {}, ['a ticket was written, and none was wanted']],
  [
    'a wrong field',
    everything,
    { ticket: { ...ticket, phone: '555 0143' } },
    ['the ticket\'s phone is "555 0143"; the caller said "five five five oh one four two"'],
  ],
  [
    'tools in another order',
    everything,
    { tools: ['end_call', 'create_ticket'] },
    ['the tool end_call did not succeed in its order; these did: end_call, create_ticket'],
  ],
  ['no tools', everything, { tools: [] }, ['the tool create_ticket did not succeed; these did: none']],
  [
    'words of the other speaker',
    everything,
    { printed: [segment('caller', 'monday sink leaking'), segment('agent', 'x', true)] },
    ['the transcript does not show that the agent said /monday/'],
  ],
  ['no interruption', everything, { interruptions: [] }, ['the caller never talked over the agent']],
  [
    'talking on',
    everything,
    { interruptions: [{ atMs: 0, silentAfterMs: 501 }] },
    ['the agent talked on for 501 ms after the caller cut in; at most 500 are right'],
  ],
  [
    'no mark',
    everything,
    { printed: [segment('agent', 'monday'), segment('caller', 'sink leaking')] },
    ["no segment of the agent's transcript is marked as interrupted"],
  ],
  [
    'still going on',
    everything,
    { end: { state: 'active', reason: null, after_ms: 1 } },
    ['the session is active; it should be ended'],
  ],
  ['never begun', everything, { end: null }, ['the session is not known; it should be ended']],
  [
    'another reason',
    everything,
    { end: { state: 'ended', reason: 'max_duration', after_ms: 1 } },
    ['the session ended as max_duration; it should be agent_hung_up or stopped'],
  ],
  [
    'too late',
    everything,
    { end: { state: 'ended', reason: 'stopped', after_ms: 5001 } },
    ['the session ended 5001 ms after the call; at most 5000 are right'],
  ],
  [
    'misprinted words',
    everything,
    { accuracy: { agent: 0.5, caller: 0.9 } },
    [
      'what the caller heard is not what the transcript says of the agent: 50 % of the words agree, at least 90 % are wanted',
    ],
  ],
  [
    'slow answers',
    '{ silence: { p50_ms: 1000, p95_ms: 1500, longest_ms: 1900 } }',
    { silences: [900, 1000.4, 2000].map((ms) => ({ fromMs: 0, ms })) },
    [
      "the silence (95th percentile) after the caller's words is 2000 ms (of 3); at most 1500 are right",
      "the longest silence after the caller's words is 2000 ms (of 3); at most 1900 are right",
    ],
  ],
  [
    'nothing measured',
    '{ silence: { p95_ms: 1500 } }',
    {},
    ["no silence after the caller's words could be measured"],
  ],
  [
    'cutting in',
    '{ interruptions: { by_caller: 0, by_agent: { at_most: 1 } } }',
    { cut_offs: [{ atMs: 1 }, { atMs: 2 }] },
    [
      "the caller spoke into the agent's words 1×; at most 0 are right",
      "the agent spoke into the caller's words 2×; at most 1 are right",
    ],
  ],
  [
    'not cutting in',
    '{ interruptions: { by_caller: { at_least: 2 }, by_agent: 0 } }',
    {},
    ["the caller spoke into the agent's words 1×; at least 2 are right"],
  ],
])('%s', (_, expectation, outcome, failures) => expect(failuresOf(expectation, outcome)).toEqual(failures));

test('typed calls have no sound to judge', () => {
  const outcome = { mode: 'text' as const, interruptions: [], accuracy: { agent: null, caller: null } };
  expect(failuresOf(everything, outcome)).toEqual([]);
});
