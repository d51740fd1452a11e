import { expect, test } from 'vitest';
import type { CallResult } from '../callers/call-result.ts';
import { describeResult } from './describe-result.ts';

const result = {
  mode: 'voice',
  comparison: null,
  ok: true,
  failures: [],
  ticket: {
    ticket_id: 'tkt_1',
    name: 'John Smith',
    phone: '555 0142',
    property: '12 Oak Street',
    reason: 'A leak',
  },
  accuracy: { agent: 0.954, caller: 1 },
  silences: [500, 900, 1400, 2000].map((ms) => ({ fromMs: 0, ms })),
  end: { state: 'ended', reason: 'agent_hung_up', after_ms: 1 },
} as unknown as CallResult;

test('a good call: ticket, words, silence, end', () => {
  expect(describeResult(result)).toEqual([
    'Ticket   tkt_1',
    '  name     John Smith',
    '  phone    555 0142',
    '  property 12 Oak Street',
    '  reason   A leak',
    "Heard    95 % of the agent's printed words, by recognising what the caller received",
    "Said     100 % of the caller's words are in the printed transcript",
    "Silence  0.9 s after the caller's words (median of 4; longest 2.0 s)",
    'Session  ended, agent_hung_up',
    'Result   all is as the scenario expects',
  ]);
});

test('a typed call says so, and a bad one says what was missing', () => {
  const lines = describeResult({
    ...result,
    mode: 'text',
    ok: false,
    failures: ['no ticket was written'],
    ticket: null,
    silences: [],
    end: null,
  });
  expect(lines).toEqual([
    'Heard    nothing: the caller typed, and read the transcript',
    'Session  its end was not seen',
    'Result   not as the scenario expects:',
    '  - no ticket was written',
  ]);
});
