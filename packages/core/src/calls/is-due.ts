import { calls } from '@parley/db';
import { and, isNull, lte, or } from 'drizzle-orm';

/** Of calls that wait: neither their own time nor what the gate has said keeps them any longer. */
export const isDue = (now: Date) =>
  and(
    or(isNull(calls.scheduledAt), lte(calls.scheduledAt, now)),
    or(isNull(calls.nextAttemptAt), lte(calls.nextAttemptAt, now)),
  );
