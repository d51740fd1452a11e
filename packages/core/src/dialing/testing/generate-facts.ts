import { type DialPolicy, dialPolicySchema, weekdays } from '@parley/contracts';
import type { DialFacts } from '../dial-facts.ts';
import { type Place, places } from './oracle-tables.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const changes = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-09-27',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2027-03-14',
  '2027-03-28',
  '2027-04-04',
  '2027-10-31',
  '2027-11-07',
];

/** A small generator of numbers from 0 up to 1 (mulberry32): the same seed gives the same cases. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function generateFacts(random: () => number): { place: Place; facts: DialFacts } {
  const below = (n: number) => Math.floor(random() * n);
  const one = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const seldom = (share: number) => random() < share;

  const place = one(places);
  const rest = Array.from({ length: place.digits }, (_, i) => (i === 0 ? 2 + below(8) : below(10))).join('');
  const number = place.prefix + rest;
  const now = instant();
  const ago = (days: number) => new Date(now.getTime() - below(days * 1440) * MINUTE);
  const later = (days: number) => new Date(now.getTime() + (below(days * 1440) + 1) * MINUTE);
  const other = `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`;

  const facts: DialFacts = {
    number,
    purpose: one(['informational', 'marketing']),
    now,
    policy: policy(),
    doNotCall: seldom(0.15)
      ? [
          {
            number: seldom(0.5) ? other : number,
            scope: one(['tenant', 'global']),
            expiresAt: one([null, ago(3), now, later(3)]),
          },
        ]
      : [],
    consents: Array.from({ length: seldom(0.1) ? 0 : 1 + below(2) }, () => ({
      number: seldom(0.05) ? other : number,
      purpose: one(['marketing', 'marketing', 'informational']),
      level: one(['express_written', 'express_written', 'express']),
      givenAt: seldom(0.03) ? later(2) : ago(300),
      expiresAt: seldom(0.15) ? one([ago(2), now, later(2)]) : null,
      revokedAt: seldom(0.1) ? one([ago(2), now, later(2)]) : null,
    })),
    attempts: seldom(0.4) ? Array.from({ length: below(9) }, () => ago(one([1, 2, 9]))) : [],
    spend: { reserved: below(1100), thisCall: below(60), resetsAt: seldom(0.2) ? null : later(30) },
    callsInLastSecond: seldom(0.1) ? below(4) : 0,
    liveCalls: below(6),
  };
  return { place, facts };

  function instant(): Date {
    const from = Date.parse('2026-01-02');
    if (seldom(0.3)) return new Date(Date.parse(one(changes)) + (below(4320) - 1440) * MINUTE);
    const day = from + below(725) * DAY;
    const plain = day + below(1440) * MINUTE;
    if (!seldom(0.3) || place.clocks.length === 0) return new Date(plain);
    // Around the edges of the hours, to the second.
    const [hours] = one(place.clocks);
    const edge = day + (one([8, 9, 10, 12, 17, 18, 20, 21]) - hours) * 60 * MINUTE;
    return new Date(edge + (below(5) - 2) * MINUTE * one([1, 60]));
  }

  function policy(): DialPolicy {
    const base = dialPolicySchema.parse({
      allowed_countries: seldom(0.1) ? ['FR'] : [place.country ?? 'US', 'DE'],
      allowed_prefixes: seldom(0.2) ? [place.prefix] : [],
      blocked_prefixes: seldom(0.05) ? [number.slice(0, 2 + below(7))] : [],
      test_numbers: seldom(0.03) ? [number] : [],
      attempts_per_day: below(5),
      attempts_per_week: 2 + below(7),
      spend_cap: seldom(0.3) ? null : 1000,
      calls_per_second: 1 + below(3),
      concurrency: 5,
    });
    if (seldom(0.1)) base.consent = { informational: 'none', marketing: 'none' };
    for (const day of weekdays) {
      if (seldom(0.03)) base.calling_window[day] = [];
      else if (seldom(0.1)) base.calling_window[day] = [{ opens: '22:00', closes: '10:30' }];
      else if (seldom(0.4)) base.calling_window[day] = [{ opens: '00:00', closes: '24:00' }];
      else if (seldom(0.3))
        base.calling_window[day] = [
          { opens: '09:15', closes: '12:00' },
          { opens: '13:00', closes: '19:45' },
        ];
    }
    return base;
  }
}
