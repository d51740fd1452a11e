import type { SessionDetails } from '@parley/contracts';
import { expect, test } from 'vitest';
import { exportScenario } from './export-scenario.ts';
import { parseScenario } from './load-scenario.ts';
import { finishedSession, type Turn } from './testing/finished-session.ts';

const exported = (turns: Turn[], parts: Partial<SessionDetails> = {}) =>
  parseScenario(exportScenario(finishedSession(turns, parts)), 'exported');
/** As they stand in the file, without what the schema adds. */
const stepsOf = (turns: Turn[], parts: Partial<SessionDetails> = {}) =>
  exported(turns, parts).steps.map(({ times, or_turn, on, ...step }) => ({
    ...step,
    ...(on !== 'turn' && { on }),
    ...(or_turn && { or_turn }),
    ...(times > 1 && { times }),
  }));

const hello: Turn = ['agent', 0, 2000, 'How can I help?'];

test("the caller's words in their order, each so long after the agent's as it was", () => {
  expect(
    stepsOf([
      hello,
      ['caller', 3500, 5000, 'My sink: "it leaks" # badly'],
      ['agent', 6000, 8000, 'Your name?'],
      ['caller', 8900, 10_000, 'John Smith.'],
      ['agent', 11_000, 12_000, 'Goodbye.'],
    ]),
  ).toEqual([
    { id: 't1', after_ms: 1500, say: 'My sink: "it leaks" # badly' },
    { id: 't2', after: ['t1'], after_ms: 900, say: 'John Smith.' },
    { after: ['t2'], times: 20 },
  ]);
});

test('pauses within their words, words into the agent’s, keys, and hanging up', () => {
  expect(
    stepsOf(
      [
        ['caller', 1200, 2000, 'Hello?'],
        ['agent', 3000, 9000, 'Press one for the office and two for repairs.'],
        ['caller', 5000, 5500, '[keys] 2#'],
        ['caller', 8000, 8500, 'I am'],
        ['caller', 9000, 9500, 'waiting.'],
        ['agent', 10_000, 14_000, 'Yes'],
        ['caller', 10_100, 11_000, 'Good.'],
      ],
      { end_reason: 'caller_hung_up' },
    ),
  ).toEqual([
    { id: 't1', on: 'silence', after_ms: 1200, say: 'Hello?' },
    { id: 't2', after: ['t1'], on: 'speech', or_turn: true, after_ms: 2000, press: '2#' },
    { id: 't3', after: ['t2'], on: 'silence', after_ms: 2500, say: 'I am waiting.' },
    { id: 't4', after: ['t3'], after_ms: 0, say: 'Good.' },
    { id: 't5', after: ['t4'], on: 'silence', after_ms: 10_000, hang_up: true },
  ]);
});

test('what came of it is expected, and kept to be compared with', () => {
  const tool = { call_id: 'c', arguments: null, result: null, started_at: '', ended_at: null };
  const ticket = { name: 'John Smith', phone: '555 0142', property: '', reason: 'A leak' };
  const scenario = exported([hello, ['caller', 3000, 4000, 'Hm.']], {
    tools: [
      { ...tool, name: 'lookup_knowledge', status: 'failed' },
      { ...tool, name: 'create_ticket', status: 'succeeded' },
    ],
    ticket: ticket as SessionDetails['ticket'],
  });
  expect(scenario.expect).toMatchObject({
    ticket: { name: 'John Smith', phone: '555 0142' },
    tools: ['create_ticket'],
    end: { reason: ['agent_hung_up'] },
  });
  expect(scenario.expect.ticket).not.toHaveProperty('reason');
  expect(scenario.replays).toMatchObject({
    turns: [
      { speaker: 'agent', text: 'How can I help?' },
      { speaker: 'caller', text: 'Hm.' },
    ],
    tools: ['create_ticket'],
    ticket,
    end: 'agent_hung_up',
  });
});

test('words that were cut off are told from whole ones', () => {
  const session = finishedSession([hello, ['caller', 1000, 2500, 'Wait.']]);
  const turns = session.turns.map((turn, at) => ({ ...turn, interrupted: at === 0 }));
  expect(parseScenario(exportScenario({ ...session, turns }), 'exported').replays?.turns).toEqual([
    { speaker: 'agent', text: 'How can I help?', interrupted: true },
    { speaker: 'caller', text: 'Wait.' },
  ]);
});

test('a caller who said nothing listens again; a session that failed is not expected to', () => {
  const scenario = exported([hello], { state: 'failed', end_reason: 'agent_lost' });
  expect(scenario.steps).toMatchObject([{ times: 20 }]);
  expect(scenario.expect).toMatchObject({ ticket: 'none', tools: [] });
  expect(scenario.expect.end).toBeUndefined();
});

test('an agent that pauses between its sentences is heard out', () => {
  expect(exported([hello, ['agent', 3500, 5000, 'I am listening.']]).turn_end_ms).toBe(1800);
  expect(exported([hello]).turn_end_ms).toBe(800);
  const bridge: Turn = ['agent', 3500, 4000, 'One moment, please.'];
  expect(exported([hello, bridge, ['caller', 5000, 6000, 'Yes.']]).turn_end_ms).toBe(800);
});

test('every list is written out, for whoever edits one', () => {
  const tools = [{ name: 'end_call', status: 'succeeded' }] as SessionDetails['tools'];
  expect(exportScenario(finishedSession([hello], { tools }))).not.toMatch(/[&*]a1/);
});

test('says where it comes from, and whether there is a recording', () => {
  const session = finishedSession([hello]);
  expect(exportScenario(session)).toMatch(
    new RegExp(`^# Made of session ${session.session_id} of .*\\n# The call was not recorded`),
  );
  const recording = { state: 'stored' } as SessionDetails['recording'];
  expect(exportScenario({ ...session, recording })).toContain(
    `# The call was recorded: GET /api/v1/sessions/${session.session_id}/recording`,
  );
});
