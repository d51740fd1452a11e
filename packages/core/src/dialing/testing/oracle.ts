import type { DialFacts } from '../dial-facts.ts';
import {
  lawfulWeek,
  type Place,
  type Summer,
  shutDays,
  southernWinters,
  summers,
  threeADay,
} from './oracle-tables.ts';

const HOUR = 3_600_000;
const words = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The offset of a clock, in hours, by the calendar's dates of summer time: no time zone database is asked. */
function offset(standard: number, rule: Summer, at: number): number {
  if (rule === 'none') return standard;
  const year = new Date(at).getUTCFullYear() as 2026 | 2027;
  if (rule === 'us' || rule === 'eu') {
    const [from, until] = summers[year][rule].map((day) => Date.parse(day)) as [number, number];
    // America changes at 2:00 of its own clocks; Europe at 1:00 UTC.
    const begins = rule === 'eu' ? from + HOUR : from + (2 - standard) * HOUR;
    const ends = rule === 'eu' ? until + HOUR : until + (2 - standard - 1) * HOUR;
    return at >= begins && at < ends ? standard + 1 : standard;
  }
  const save = rule === 'lh' ? 0.5 : 1;
  const winters = southernWinters[rule === 'nz' ? 'nz' : 'au'];
  // All of New Zealand changes at once: 2:00 standard time of Auckland. Lord Howe's begins at 2:00 of its own.
  const base = rule === 'nz' ? 12 : standard;
  const inWinter = winters.some(([from, until]) => {
    const begins = Date.parse(from) + ((rule === 'lh' ? 2 : 3) - base - save) * HOUR;
    return at >= begins && at < Date.parse(until) + (2 - base) * HOUR;
  });
  return inWinter ? standard : standard + save;
}

/** Whether each clock of the place shows a lawful minute that is also in the tenant's window. */
export function hoursAreFine({ law, clocks }: Place, facts: DialFacts, at: number): boolean {
  if (clocks.length === 0) return false;
  return clocks.every(([standard, rule]) => {
    const wall = new Date(at + offset(standard, rule, at) * HOUR);
    const weekday = (wall.getUTCDay() + 6) % 7;
    const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
    if (shutDays[law]?.has(wall.toISOString().slice(0, 10))) return false;
    const [opens, closes] = (lawfulWeek[law]?.[weekday] ?? '').split('-').map(Number);
    if (opens === undefined || closes === undefined || minute < opens * 60 || minute >= closes * 60)
      return false;
    const clock = wall.toISOString().slice(11, 16);
    const today = facts.policy.calling_window[words[weekday] ?? 'mon'];
    const yesterday = facts.policy.calling_window[words[(weekday + 6) % 7] ?? 'mon'];
    return (
      today.some((each) => clock >= each.opens && (each.closes > clock || each.closes < each.opens)) ||
      yesterday.some((each) => each.closes < each.opens && clock < each.closes)
    );
  });
}

export function attemptsAreFine({ law }: Place, { policy, attempts }: DialFacts, at: number): boolean {
  const hoursAgo = attempts.map((each) => (at - each.getTime()) / HOUR);
  const ofDay = hoursAgo.filter((each) => each < 24).length;
  const ofWeek = hoursAgo.filter((each) => each < 168).length;
  const lawful = !threeADay.includes(law) || ofDay <= 2;
  return lawful && ofDay + 1 <= policy.attempts_per_day && ofWeek + 1 <= policy.attempts_per_week;
}

function consentIsFine({ country }: Place, facts: DialFacts): boolean {
  const american = country === 'US' || country === 'PR';
  const asked = facts.policy.consent[facts.purpose];
  const marketing = facts.purpose === 'marketing';
  const written = asked === 'express_written' || (american && marketing);
  if (asked === 'none' && !american) return true;
  for (const each of facts.consents) {
    if (each.number !== facts.number || each.givenAt > facts.now) continue;
    if (marketing && each.purpose !== 'marketing') continue;
    if (written && each.level !== 'express_written') continue;
    if (each.revokedAt !== null && each.revokedAt <= facts.now) continue;
    if (each.expiresAt === null || facts.now < each.expiresAt) return true;
  }
  return false;
}

/** Whether this dial is lawful and within the tenant's limits. */
export function isLegalDial(place: Place, facts: DialFacts): boolean {
  const { number, policy, now, spend } = facts;
  for (const entry of facts.doNotCall)
    if (entry.number === number && (entry.expiresAt === null || now < entry.expiresAt)) return false;
  if (policy.spend_cap !== null && policy.spend_cap - spend.reserved < spend.thisCall) return false;
  if (policy.calls_per_second - facts.callsInLastSecond < 1) return false;
  if (policy.concurrency - facts.liveCalls < 1) return false;
  if (policy.test_numbers.indexOf(number) >= 0) return true;
  for (const prefix of policy.blocked_prefixes) if (number.indexOf(prefix) === 0) return false;
  const listed = place.country !== null && policy.allowed_countries.indexOf(place.country) >= 0;
  if (!listed && !policy.allowed_prefixes.some((prefix) => number.indexOf(prefix) === 0)) return false;
  return (
    consentIsFine(place, facts) &&
    attemptsAreFine(place, facts, now.getTime()) &&
    hoursAreFine(place, facts, now.getTime())
  );
}
