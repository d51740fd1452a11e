import { type Day, days, type Hours } from '@parley/contracts';
import { sayNumber } from './say-number.ts';

/** `17:30` → "five thirty in the evening". */
export function sayTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'noon';
  const clock = sayNumber(hour % 12 || 12);
  const past = minute === 0 ? '' : minute < 10 ? ` oh ${sayNumber(minute)}` : ` ${sayNumber(minute)}`;
  const part =
    hour < 12 ? 'in the morning' : hour < 17 ? 'in the afternoon' : hour < 21 ? 'in the evening' : 'at night';
  return `${clock}${past} ${part}`;
}

export const sayHours = (hours: Hours[]): string =>
  hours.length === 0
    ? 'closed'
    : hours
        .map(({ from, to }) =>
          from === to ? 'open day and night' : `from ${sayTime(from)} until ${sayTime(to)}`,
        )
        .join(' and ');

const nameOf = (day: Day) => `${day[0]?.toUpperCase()}${day.slice(1)}`;

/** Runs of days are said as one: "Monday to Friday and Sunday". */
export function sayDays(chosen: Day[]): string {
  const open = days.filter((day) => chosen.includes(day));
  if (open.length === days.length) return 'every day';
  const runs: Day[][] = [];
  for (const day of open) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && days.indexOf(last) + 1 === days.indexOf(day)) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${nameOf(run[0] as Day)} to ${nameOf(run.at(-1) as Day)}`] : run.map(nameOf),
    )
    .join(' and ');
}

/** `2026-12-24` → "December twenty four". */
export function sayDate(date: string): string {
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  const name = new Date(Date.UTC(year, month - 1, day)).toLocaleString('en-US', {
    month: 'long',
    timeZone: 'UTC',
  });
  return `${name} ${sayNumber(day)}`;
}
