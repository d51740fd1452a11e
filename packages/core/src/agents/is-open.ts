import { type OpenInterval, type OpeningHours, weekdays } from '@parley/contracts';
import { localClock } from './local-clock.ts';

const DAY_MS = 86_400_000;

/** Whether the business is open at a moment. Hours are the local clock's, whatever it skips or repeats. */
export function isOpen(hours: OpeningHours, at: Date): boolean {
  const { date, time } = localClock(hours.time_zone, at);
  // Both are HH:MM, and those compare as text.
  return (
    intervalsOf(hours, date).some(
      ({ opens, closes }) => time >= opens && (closes < opens || time < closes),
    ) ||
    // What began yesterday and goes past midnight keeps yesterday's hours, also into a holiday.
    intervalsOf(hours, dayBefore(date)).some(({ opens, closes }) => closes < opens && time < closes)
  );
}

function intervalsOf({ weekly, holidays }: OpeningHours, date: string): OpenInterval[] {
  const holiday = holidays.find((each) => each.date === date);
  if (holiday) return holiday.intervals;
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7];
  return weekday ? weekly[weekday] : [];
}

const dayBefore = (date: string): string => new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);
