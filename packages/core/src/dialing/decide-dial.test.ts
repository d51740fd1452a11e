import { type BlockReason, dialDecisionSchema, dialPolicySchema } from '@parley/contracts';
import { describe, expect, test } from 'vitest';
import { decideDial } from './decide-dial.ts';
import type { Consent, DialFacts } from './dial-facts.ts';

const newYork = '+12125550123';
const noonThere = new Date('2026-06-03T16:00:00Z');
const hour = (hours: number, from = noonThere) => new Date(from.getTime() + hours * 3_600_000);
const policy = (own: object = {}) =>
  dialPolicySchema.parse({ allowed_countries: ['US', 'DE', 'AU', 'RU', 'GB'], ...own });
const written = (number: string, own: Partial<Consent> = {}): Consent => ({
  number,
  purpose: 'marketing',
  level: 'express_written',
  givenAt: hour(-10_000),
  expiresAt: null,
  revokedAt: null,
  ...own,
});
const factsOf = (own: Partial<DialFacts> = {}): DialFacts => ({
  number: newYork,
  purpose: 'marketing',
  now: noonThere,
  policy: policy(),
  doNotCall: [],
  consents: [written(own.number ?? newYork)],
  attempts: [],
  spend: { reserved: 0, thisCall: 10, resetsAt: null },
  callsInLastSecond: 0,
  liveCalls: 0,
  ...own,
});
const reasonsOf = (own: Partial<DialFacts>) => decideDial(factsOf(own)).reasons;
const dialAt = (number: string, now: string, own: Partial<DialFacts> = {}) =>
  decideDial(factsOf({ number, now: new Date(now), ...own }));

test('what is lawful is allowed, with its evidence', () => {
  const decision = decideDial(factsOf());
  expect(dialDecisionSchema.parse(decision)).toMatchObject({
    allowed: true,
    reason: null,
    retry_at: null,
    evidence: {
      regions: ['US-NY'],
      zones: [{ zone: 'America/New_York', local: '2026-06-03T12:00' }],
      consent_required: 'express_written',
      consent_found: true,
    },
  });
  expect(decision.evidence.statutes[0]).toContain('64.1200');
});

const cases: [BlockReason, Partial<DialFacts>][] = [
  ['invalid_number', { number: '+15550100', consents: [written('+15550100')] }],
  ['do_not_call_global', { doNotCall: [{ number: newYork, scope: 'global', expiresAt: null }] }],
  ['do_not_call_tenant', { doNotCall: [{ number: newYork, scope: 'tenant', expiresAt: hour(1) }] }],
  ['prefix_blocked', { policy: policy({ blocked_prefixes: ['+1212'] }) }],
  ['destination_not_allowed', { policy: policy({ allowed_countries: ['DE'] }) }],
  ['consent_missing', { consents: [written('+12125550124')] }],
  ['consent_missing', { consents: [written(newYork, { purpose: 'informational' })] }],
  ['consent_not_written', { consents: [written(newYork, { level: 'express' })] }],
  ['consent_expired', { consents: [written(newYork, { expiresAt: noonThere })] }],
  ['consent_revoked', { consents: [written(newYork, { revokedAt: noonThere })] }],
  ['zone_unknown', { number: '+18005550123' }],
  ['legal_hours', { now: new Date('2026-06-03T11:59:59Z') }],
  ['calling_window', { policy: policy({ calling_window: { wed: [] } }) }],
  ['attempts_per_day', { attempts: [hour(-1), hour(-2), hour(-23)] }],
  ['attempts_per_week', { attempts: [-30, -40, -50, -60, -70, -80, -167].map((each) => hour(each)) }],
  ['spend_cap', { policy: policy({ spend_cap: 9 }) }],
  ['calls_per_second', { callsInLastSecond: 1 }],
  ['concurrency', { liveCalls: 5 }],
];
test.each(cases)('%s', (reason, own) => {
  expect(reasonsOf(own)).toContain(reason);
});

test('all reasons are told, the first in the fixed order leads', () => {
  const decision = decideDial(
    factsOf({
      consents: [],
      liveCalls: 5,
      doNotCall: [{ number: newYork, scope: 'tenant', expiresAt: null }],
    }),
  );
  expect(decision.reason).toBe('do_not_call_tenant');
  expect(decision.reasons).toEqual(['do_not_call_tenant', 'consent_missing', 'concurrency']);
  expect(decision.retry_at).toBeNull();
});

test('no policy of a tenant goes below the law of artificial voices in the United States', () => {
  const lax = policy({ consent: { informational: 'none', marketing: 'none' } });
  expect(reasonsOf({ policy: lax, consents: [] })).toEqual(['consent_missing']);
  expect(reasonsOf({ policy: lax, consents: [], number: '+4915112345678' })).toEqual([]);
});

test('an untouched policy dials nobody', () => {
  expect(reasonsOf({ policy: dialPolicySchema.parse({}) })).toEqual(['destination_not_allowed']);
});

test('a test number is dialled at any hour without consent, but not past an opt-out or a cap', () => {
  const number = '+15550100';
  const test = { number, consents: [], now: new Date('2026-06-03T06:00:00Z') };
  const own = { test_numbers: [number], allowed_countries: [] };
  expect(reasonsOf({ ...test, policy: policy(own) })).toEqual([]);
  expect(reasonsOf({ ...test, policy: policy({ ...own, spend_cap: 5 }) })).toEqual(['spend_cap']);
  const doNotCall = [{ number, scope: 'tenant' as const, expiresAt: null }];
  expect(reasonsOf({ ...test, policy: policy(own), doNotCall })).toEqual(['do_not_call_tenant']);
});

describe('hours', () => {
  const nightOwl = { policy: policy({ attempts_per_day: 100 }) };
  test.each([
    // Florida's panhandle: both its clocks, and the state's 20:00.
    ['+18505550123', '2026-06-03T12:30:00Z', false, '2026-06-03T13:00:00.000Z'],
    ['+18505550123', '2026-06-03T23:59:00Z', true, null],
    ['+18505550123', '2026-06-04T00:00:00Z', false, '2026-06-04T13:00:00.000Z'],
    // Alabama: neither Sunday nor Memorial Day; Tuesday.
    ['+12055550123', '2026-05-24T17:00:00Z', false, '2026-05-26T13:00:00.000Z'],
    // Independence Day of 2026 is a Saturday, kept on Friday: Utah, from Thursday night to Monday.
    ['+18015550123', '2026-07-03T18:00:00Z', false, '2026-07-06T14:00:00.000Z'],
    // All of Australia at once: from 9:00 in the west to 20:00 on Lord Howe.
    ['+61412345678', '2026-06-03T00:59:00Z', false, '2026-06-03T01:00:00.000Z'],
    // A Russian mobile: 8:00 in Kaliningrad is 18:00 in Kamchatka.
    ['+79161234567', '2026-06-03T05:59:00Z', false, '2026-06-03T06:00:00.000Z'],
    ['+79161234567', '2026-06-03T08:59:00Z', true, null],
    ['+79161234567', '2026-06-03T09:00:00Z', false, '2026-06-04T06:00:00.000Z'],
  ])('%s at %s: %s', (number, now, allowed, retry) => {
    const decision = dialAt(number, now, nightOwl);
    expect([decision.allowed, decision.retry_at]).toEqual([allowed, retry]);
  });

  test('clock changes: the evening before, the next morning comes an hour sooner or later', () => {
    const night = (number: string, now: string) => dialAt(number, now).retry_at;
    expect(night(newYork, '2026-03-08T02:30:00Z')).toBe('2026-03-08T12:00:00.000Z');
    expect(night(newYork, '2026-11-01T02:30:00Z')).toBe('2026-11-01T13:00:00.000Z');
    expect(night('+4915112345678', '2026-03-28T21:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(night('+4915112345678', '2026-10-24T21:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
    // Phoenix keeps its clock.
    expect(night('+16025550123', '2026-03-08T05:30:00Z')).toBe('2026-03-08T15:00:00.000Z');
  });

  test('an opening within the hour that the clock skips comes when the clock has moved on', () => {
    const wholeDay = { opens: '02:30', closes: '05:00' };
    const own = { policy: policy({ calling_window: { sun: [wholeDay] } }) };
    const german = '+4915112345678';
    expect(dialAt(german, '2026-03-29T00:59:00Z', own).retry_at).toBe('2026-03-29T01:00:00.000Z');
    // The hour that comes twice is open twice from its half on, and shut in between.
    expect(dialAt(german, '2026-10-25T00:45:00Z', own).allowed).toBe(true);
    expect(dialAt(german, '2026-10-25T01:15:00Z', own).retry_at).toBe('2026-10-25T01:30:00.000Z');
  });
});

test('the next chance waits for attempts, money and hours together', () => {
  // Third attempt of three leaves the day at 22:00 of New York: the next morning.
  const attempts = [hour(-14), hour(-1), hour(-2)];
  expect(decideDial(factsOf({ attempts })).retry_at).toBe('2026-06-04T12:00:00.000Z');
  const broke = { policy: policy({ spend_cap: 9 }) };
  expect(decideDial(factsOf(broke)).retry_at).toBeNull();
  const spent = {
    policy: policy({ spend_cap: 10 }),
    spend: { reserved: 1, thisCall: 10, resetsAt: hour(48) },
  };
  expect(decideDial(factsOf(spent)).retry_at).toBe('2026-06-05T16:00:00.000Z');
});

test('Florida, Oklahoma and Maryland: three calls in 24 hours, whatever the policy', () => {
  const own = { policy: policy({ attempts_per_day: 50, attempts_per_week: 50 }) };
  const attempts = [hour(-1), hour(-2), hour(-3)];
  expect(reasonsOf({ ...own, attempts })).toEqual([]);
  for (const number of ['+13055550123', '+14055550123', '+14105550123'])
    expect(reasonsOf({ ...own, attempts, number })).toEqual(['attempts_per_day']);
});
