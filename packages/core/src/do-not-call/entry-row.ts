import type { DoNotCallEntry, DoNotCallId } from '@parley/contracts';
import type { doNotCall, TenantTx } from '@parley/db';
import { sql } from 'drizzle-orm';

export type DoNotCallRow = typeof doNotCall.$inferSelect;

export const toDoNotCallEntry = (row: DoNotCallRow): DoNotCallEntry => ({
  entry_id: row.id as DoNotCallId,
  number: row.number,
  source: row.source,
  reason: row.reason,
  session_id: row.sessionId,
  expires_at: row.expiresAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

/** Whether the platform's list holds for the number now; undefined when it is not on it. */
export async function globalEntryOf(
  tx: TenantTx,
  number: string,
): Promise<{ expiresAt: Date | null } | undefined> {
  const { rows } = await tx.execute<{ expires_at: string | Date | null }>(
    sql`select expires_at from global_do_not_call_entry(${number})`,
  );
  const [entry] = rows;
  return entry && { expiresAt: entry.expires_at === null ? null : new Date(entry.expires_at) };
}

export const holds = ({ expiresAt }: { expiresAt: Date | null }, now: Date): boolean =>
  expiresAt === null || expiresAt > now;
