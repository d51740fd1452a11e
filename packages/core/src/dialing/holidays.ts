/**
 * A day that returns every year: `12-25` the date; `1-mon-3` the third Monday of January, `5-mon-last`; `easter-2`,
 * `easter+1`. An `~` before a date: also the working day on which it is kept when it falls on a weekend.
 */
export type Holiday = string;

const DAY_MS = 86_400_000;
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Whether a local date (as UTC midnight) is one of the days. */
export const isHoliday = (days: readonly Holiday[], date: number): boolean =>
  days.some((day) => falls(day, date));

function falls(day: Holiday, date: number): boolean {
  const at = new Date(date);
  if (day.startsWith('easter')) return date === easterOf(at.getUTCFullYear()) + Number(day.slice(6)) * DAY_MS;
  if (day.startsWith('~')) {
    const plain = day.slice(1);
    const weekday = at.getUTCDay();
    return (
      falls(plain, date) ||
      (weekday === 5 && falls(plain, date + DAY_MS)) ||
      (weekday === 1 && falls(plain, date - DAY_MS))
    );
  }
  const [month, second, nth] = day.split('-');
  if (at.getUTCMonth() + 1 !== Number(month)) return false;
  if (nth === undefined) return at.getUTCDate() === Number(second);
  if (names[at.getUTCDay()] !== second) return false;
  if (nth === 'last') return new Date(date + 7 * DAY_MS).getUTCMonth() + 1 !== Number(month);
  return Math.ceil(at.getUTCDate() / 7) === Number(nth);
}

/** Easter Sunday of a Gregorian year (the anonymous algorithm of 1876), as UTC midnight. */
function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}
