import type { calls, campaignContacts } from '@parley/db';
import { expect, test } from 'vitest';
import { type Bounds, judgeCampaign } from '../harness/campaign/judge-campaign.ts';
import { readSunkCalls } from '../harness/campaign/start-sink.ts';

type ContactRow = typeof campaignContacts.$inferSelect;
type CallRow = typeof calls.$inferSelect;

const number = '+447700900001';
const contact = (more: Partial<ContactRow> = {}) =>
  ({ number, state: 'done', outcome: 'caller_hung_up', attempts: 1, ...more }) as ContactRow;
const call = (more: Partial<CallRow> = {}) =>
  ({
    toNumber: number,
    attempt: 1,
    state: 'ended',
    endReason: 'caller_hung_up',
    dialedAt: new Date(1),
    answeredAt: new Date(2),
    sipStatus: null,
    ...more,
  }) as CallRow;
const sunk = (at = 1_000, overAt = 2_000) => ({ number, at, overAt });
const retries = { answered: 0, busy: 2, no_answer: 1, carrier_failed: 1, invalid_number: 0 };
const bounds: Bounds = { concurrency: 1, callsPerMinute: 1, retries, opensAt: 0 };

test('a campaign as it should be has no faults', () => {
  expect(judgeCampaign({ contacts: [contact()], attempts: [call()], sunk: [sunk()] }, bounds)).toEqual([]);
});

test.each([
  ['dialled twice', [contact()], [call()], [sunk(), sunk(3_000, 4_000)], '2 INVITEs for 1 dials'],
  ['an attempt with two calls', [contact({ attempts: 2 })], [call(), call()], [sunk()], 'two calls'],
  ['an answer that nobody gave', [contact()], [call()], [], '0 INVITEs, but 1 dials'],
  ['no outcome', [contact({ state: 'calling' })], [call()], [sunk()], 'calling, not done'],
  ['never dialled', [contact({ attempts: 0 })], [], [sunk()], 'of no campaign'],
  ['parked for nothing', [contact({ state: 'parked' })], [call()], [sunk()], 'without a parked call'],
])('%s is a fault', (_, contacts, attempts, heard, words) => {
  expect(judgeCampaign({ contacts, attempts, sunk: heard }, bounds)).toContainEqual(
    expect.stringContaining(words),
  );
});

test('too many at once, in a minute, and too early are faults', () => {
  const [one, other] = ['+447700900001', '+447700900002'];
  const heard = [one, other].map((each, n) => ({ ...sunk(1_000 + n, 2_000), number: each }));
  const evidence = {
    contacts: heard.map((each) => contact({ number: each.number })),
    attempts: heard.map((each) => call({ toNumber: each.number })),
    sunk: heard,
  };
  expect(judgeCampaign(evidence, { ...bounds, opensAt: 1_001 })).toEqual([
    '1 INVITEs before the window opened',
    '2 calls at once',
  ]);
  const oneByOne = heard.map((each, n) => ({ ...each, at: n * 2_000, overAt: n * 2_000 + 1 }));
  const more = { ...bounds, callsPerMinute: 0 };
  expect(judgeCampaign({ ...evidence, sunk: oneByOne }, more)).toEqual(['2 calls in a minute']);
});

test('a call that sipp has logged is one, however often its INVITE came', () => {
  const entry = (second: number, text: string) =>
    `----------------------------------------------- 2026-11-30 15:54:0${second}.500000\nUDP message received [1] bytes :\n\n${text}\n\n`;
  const invite = (id: string) =>
    `INVITE sip:%2B447700900001@127.0.0.1:5060 SIP/2.0\nCall-ID: ${id}\nCSeq: 1 INVITE`;
  const log = [
    entry(1, invite('a')),
    entry(2, invite('a')),
    entry(3, 'SIP/2.0 486 Busy Here\nCall-ID: a\nCSeq: 1 INVITE'),
    entry(4, 'ACK sip:x SIP/2.0\nCall-ID: a'),
    entry(5, invite('b')),
    entry(6, 'BYE sip:x SIP/2.0\nCall-ID: b'),
  ].join('');
  const read = readSunkCalls(log);
  expect(read.map((each) => [each.number, each.overAt - each.at])).toEqual([
    [number, 2_000],
    [number, 1_000],
  ]);
});
