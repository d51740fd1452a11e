import { newId } from '@parley/contracts';
import { type Database, globalDoNotCall, withGate } from '@parley/db';
import { sql } from 'drizzle-orm';
import { requireDialable } from '../../calls/require-dialable.ts';

const chunk = 5_000;

interface PutPlatformEntries {
  db: Database;
  now: Date;
  numbers: readonly string[];
  /** Where they come from, in the operator's words. */
  source: string;
  /** Null: for good. */
  expiresAt: Date | null;
}

/**
 * For operators: numbers that no tenant may call. What is there is not weakened: the later end holds.
 * @returns how many were not there.
 * @throws DomainError `VALIDATION_FAILED`
 */
export async function putPlatformEntries({
  db,
  now,
  numbers,
  source,
  expiresAt,
}: PutPlatformEntries): Promise<number> {
  for (const number of numbers) requireDialable('number', number);
  const { expiresAt: old } = globalDoNotCall;
  return withGate(db, async (tx) => {
    let added = 0;
    for (let at = 0; at < numbers.length; at += chunk) {
      const values = numbers.slice(at, at + chunk).map((number) => ({
        id: newId('doNotCall', now.getTime()),
        number,
        source,
        expiresAt,
        createdAt: now,
      }));
      const kept = await tx
        .insert(globalDoNotCall)
        .values(values)
        .onConflictDoUpdate({
          target: globalDoNotCall.number,
          set: {
            expiresAt: sql`case when ${old} is null or excluded.expires_at is null then null
              else greatest(${old}, excluded.expires_at) end`,
          },
        })
        .returning({ id: globalDoNotCall.id });
      const own = new Set(values.map(({ id }) => id));
      added += kept.filter(({ id }) => own.has(id)).length;
    }
    return added;
  });
}
