import { type DialPolicy, weekdays } from '@parley/contracts';
import { isHoliday } from './holidays.ts';
import type { LegalHours } from './legal-hours.ts';
import { clockChange, offsetAt } from './local-moment.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FARTHEST_MS = 30 * DAY_MS;

/** The open minutes of a local date (given as UTC midnight): [from, up to]. Past 1440 is the next day. */
export type HoursRule = (date: number) => readonly (readonly [number, number])[];

export const legalRule =
  (law: LegalHours): HoursRule =>
  (date) => {
    if (law.closed && isHoliday(law.closed, date)) return [];
    const weekday = new Date(date).getUTCDay();
    const own = weekday === 0 ? law.sun : weekday === 6 ? law.sat : undefined;
    const hours = own === undefined ? law.every : own;
    return hours ? [[hours[0] * 60, hours[1] * 60]] : [];
  };

export const windowRule =
  (window: DialPolicy['calling_window']): HoursRule =>
  (date) => {
    const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon';
    return window[weekday].map(({ opens, closes }) => {
      const from = minutesOf(opens);
      const until = minutesOf(closes);
      return [from, until < from ? until + 1440 : until];
    });
  };

/** Whether all rules are open in all zones. */
export const isOpenEverywhere = (
  rules: readonly HoursRule[],
  zones: readonly string[],
  at: number,
): boolean => zones.every((zone) => rules.every((rule) => isOpenIn(rule, zone, at)));

/** The first moment from `at` at which all rules are open in all zones; undefined: none within thirty days. */
export function nextOpening(
  rules: readonly HoursRule[],
  zones: readonly string[],
  at: number,
): number | undefined {
  let moment = at;
  while (moment < at + FARTHEST_MS) {
    const shut = zones.find((zone) => !rules.every((rule) => isOpenIn(rule, zone, moment)));
    if (shut === undefined) return moment;
    moment = nextEdge(rules, shut, moment);
  }
  return undefined;
}

function isOpenIn(rule: HoursRule, zone: string, at: number): boolean {
  const local = at + offsetAt(zone, at);
  const date = Math.floor(local / DAY_MS) * DAY_MS;
  const minute = (local - date) / MINUTE_MS;
  return (
    rule(date).some(([from, until]) => minute >= from && minute < until) ||
    rule(date - DAY_MS).some(([, until]) => minute + 1440 < until)
  );
}

/** The next moment after `at` at which some rule may open: an opening on the clock there, midnight, a clock change. */
function nextEdge(rules: readonly HoursRule[], zone: string, at: number): number {
  const local = at + offsetAt(zone, at);
  const date = Math.floor(local / DAY_MS) * DAY_MS;
  const minute = (local - date) / MINUTE_MS;
  let next = 1440;
  for (const rule of rules) for (const [from] of rule(date)) if (from > minute && from < next) next = from;
  const edge = at + (next - minute) * MINUTE_MS;
  return clockChange(zone, at, edge) ?? edge;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
