import type { OpeningHours } from '@parley/contracts';
import { isOpen } from '../agents/is-open.ts';
import { localClock } from '../agents/local-clock.ts';

const quarterMs = 900_000;
/** How far ahead another part of the day is looked for. */
const horizonMs = 7 * 86_400_000;
const parts = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof parts)[number];

/** Of the local clock: until noon, until five, and after. */
export function dayPartOf(timeZone: string, at: Date): DayPart {
  const { time } = localClock(timeZone, at);
  if (time < '12:00') return 'morning';
  return time < '17:00' ? 'afternoon' : 'evening';
}

interface Retry {
  earliest: Date;
  window: OpeningHours | null;
  timeZone: string;
  /** When the number was rung before; left out: any part of the day will do. */
  before?: readonly Date[];
}

/**
 * When to try again: the first moment of the window from `earliest` on that lies in the part of the day in which the
 * number was rung least.
 */
export function planRetry({ earliest, window, timeZone, before }: Retry): Date {
  const rung = before?.map((at) => dayPartOf(timeZone, at)) ?? [];
  const tried = (part: DayPart) => rung.filter((each) => each === part).length;
  const least = Math.min(...parts.map(tried));
  let best: { at: Date; times: number } | undefined;
  for (const at of momentsFrom(earliest)) {
    if (window && !isOpen(window, at)) continue;
    const times = tried(dayPartOf(timeZone, at));
    if (!best || times < best.times) best = { at, times };
    if (best.times === least) break;
  }
  return best?.at ?? earliest;
}

function* momentsFrom(earliest: Date): Generator<Date> {
  yield earliest;
  const first = Math.floor(earliest.getTime() / quarterMs) + 1;
  for (let quarter = first; quarter * quarterMs <= earliest.getTime() + horizonMs; quarter += 1)
    yield new Date(quarter * quarterMs);
}
