import { expect, test } from 'vitest';
import type { CallResult } from '../callers/call-result.ts';
import { parseScenario } from '../callers/load-scenario.ts';
import type { PlacedCall } from '../callers/run-calls.ts';
import { describeCalls, describePlacedCall } from './describe-calls.ts';
import { junitXml } from './junit-xml.ts';

const scenario = parseScenario('name: trial\ntitle: A trial\nsteps: []', 'trial');
const result = {
  mode: 'voice',
  comparison: null,
  session_id: 'ses_1',
  ok: true,
  failures: [],
  ticket: { ticket_id: 'tkt_1' },
  tools: ['create_ticket', 'end_call'],
  accuracy: { agent: 0.954, caller: null },
  silences: [500, 900, 1400, 2000].map((ms) => ({ fromMs: 0, ms })),
  interruptions: [{ atMs: 0, silentAfterMs: 300 }],
  cut_offs: [],
  printed: [{ speaker: 'agent', text: 'A & B < C' }],
} as unknown as CallResult;
const begunAt = new Date('2030-01-02T03:04:05Z');
const good: PlacedCall = { scenario, nth: 1, of: 3, begunAt, ms: 12_345, result, error: null };
const failures = ['said "no" <b>\n& more\u0000', 'a second \ud800 thing'];
const bad = { ...good, nth: 2, result: { ...result, ok: false, failures } };
const broken = { ...good, nth: 3, ms: 20, result: null, error: "it's refused" };

test('a call that went well', () => {
  expect(describePlacedCall(good)).toEqual([
    'ok    trial (1 of 3)  12.3 s  ses_1',
    "      words     heard 95 % of the agent's, – of the caller's are printed",
    '      silence   p50 0.9 s, p95 2.0 s (of 4)',
    '      cut in    caller 1×, agent 0×',
    '      ticket    tkt_1',
    '      tools     create_ticket, end_call',
  ]);
});

test('a call that did not, and one that was none', () => {
  expect(describePlacedCall(bad).slice(0, 3)).toEqual([
    'FAIL  trial (2 of 3)  12.3 s  ses_1',
    ...failures.map((failure) => `      - ${failure}`),
  ]);
  expect(describePlacedCall(broken)).toEqual([
    'FAIL  trial (3 of 3)  0.0 s',
    "      - no call: it's refused",
  ]);
});

test('a replay: what was said then and is said now', () => {
  const comparison = {
    session_id: 'ses_0',
    turns: [
      { in: 'both', item: { speaker: 'caller', text: 'Hello.' } },
      { in: 'before', item: { speaker: 'agent', text: 'We open at nine.' } },
      { in: 'now', item: { speaker: 'agent', text: 'We open at eight.' } },
    ],
    rest: [
      { what: 'tools', before: 'end_call', now: 'end_call', same: true },
      { what: "ticket's name", before: 'John', now: 'Joan', same: false },
    ],
    same: false,
  };
  const replayed = { ...good, result: { ...result, comparison } as CallResult };
  expect(describePlacedCall(replayed).slice(6)).toEqual([
    '      Replay   of ses_0: 2 lines and 1 facts differ (- then, + now)',
    '          caller  Hello.',
    '        - agent   We open at nine.',
    '        + agent   We open at eight.',
    '          tools: end_call',
    "        - ticket's name: John",
    "        + ticket's name: Joan",
  ]);
  const xml = junitXml({ placed: [replayed], unplaced: [], begunAt, ms: 1 });
  expect(xml).toContain('  - agent   We open at nine.\n  + agent   We open at eight.');
});

test('all of them', () => {
  expect(describeCalls([good, bad, broken], 1, 60_000)).toEqual([
    '3 calls in 60.0 s: 1 ok, 2 failed; 1 were not placed',
    "silence after the caller's words, of all: p50 0.9 s, p95 2.0 s (of 8)",
    'failed: trial (2 of 3)',
    'failed: trial (3 of 3)',
  ]);
});

test('JUnit: a case each, with time and why it failed, and nothing that XML cannot hold', () => {
  const xml = junitXml({
    placed: [good, bad, broken],
    unplaced: [{ scenario, nth: 4, of: 4 }],
    begunAt,
    ms: 1,
  });
  expect(xml).toContain('tests="4" failures="1" errors="1" skipped="1" time="0.001"');
  expect(xml).toContain('<testcase classname="rehearsal.trial" name="trial (1 of 3)" time="12.345">');
  expect(xml).toContain(
    '<failure message="said &quot;no&quot; &lt;b&gt;&#10;&amp; more\ufffd">said "no" &lt;b&gt;\n&amp; more\ufffd\na second \ufffd thing</failure>',
  );
  expect(xml).toContain(`<error message="it&apos;s refused">it's refused</error>`);
  expect(xml).toContain('<system-out>session: ses_1\nagent: A &amp; B &lt; C</system-out>');
  expect(xml).toContain('<skipped message="stopped before"/>');
  expect(wellFormed(xml)).toBe(true);
});

/** Every tag is closed in its order, and between tags there is no bare `<` or `&`. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml.replace(/<(\/?)([a-z-]+)(?: [a-z]+="[^"<]*")*(\/?)>/g, (_, closes, name, empty) => {
    if (closes) return open.pop() === name ? '' : '<';
    if (!empty) open.push(name);
    return '';
  });
  const bare = rest.replace(/^<\?xml [^?]*\?>/, '').replace(/&(amp|lt|gt|quot|apos|#\d+);/g, '');
  return open.length === 0 && !/[<&]/.test(bare);
}
