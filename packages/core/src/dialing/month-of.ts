import { offsetAt } from './local-moment.ts';

/** The calendar month around a moment, on the clock of a zone: from, and up to. */
export function monthOf(zone: string, now: Date): { from: Date; until: Date } {
  const local = new Date(now.getTime() + offsetAt(zone, now.getTime()));
  const begins = (months: number) =>
    instantOf(zone, Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months));
  return { from: begins(0), until: begins(1) };
}

/** When a clock shows that; where it shows it twice or never, one of the moments around the change. */
function instantOf(zone: string, local: number): Date {
  const near = local - offsetAt(zone, local);
  return new Date(local - offsetAt(zone, near));
}
