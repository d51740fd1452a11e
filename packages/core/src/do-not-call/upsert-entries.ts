import { type DoNotCallSource, newId, type SessionId } from '@parley/contracts';
import { doNotCall, type TenantTx } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import type { DoNotCallRow } from './entry-row.ts';

interface WantedEntry {
  number: string;
  reason: string;
  expiresAt: Date | null;
}

/** No statement may have more parameters than 65,535. */
const chunk = 5_000;

/**
 * Puts numbers on the tenant's list, each of them once. What is there already is never weakened: the later end holds,
 * and what was said before about why, unless something is said now.
 */
export async function upsertEntries(
  tx: TenantTx,
  ctx: ServiceContext,
  entries: readonly WantedEntry[],
  { source, sessionId = null }: { source: DoNotCallSource; sessionId?: SessionId | null },
): Promise<DoNotCallRow[]> {
  const now = ctx.now();
  const kept: DoNotCallRow[] = [];
  for (let at = 0; at < entries.length; at += chunk) {
    const values = entries.slice(at, at + chunk).map((entry) => ({
      ...entry,
      id: newId('doNotCall', now.getTime()),
      tenantId: ctx.actor.tenantId,
      source,
      sessionId,
      createdAt: now,
      updatedAt: now,
    }));
    const old = doNotCall;
    const rows = await tx
      .insert(doNotCall)
      .values(values)
      .onConflictDoUpdate({
        target: [old.tenantId, old.number],
        set: {
          expiresAt: sql`case when ${old.expiresAt} is null or excluded.expires_at is null then null
            else greatest(${old.expiresAt}, excluded.expires_at) end`,
          reason: sql`case when excluded.reason = '' then ${old.reason} else excluded.reason end`,
          source: sql`case when ${old.source} = 'call' then ${old.source} else excluded.source end`,
          sessionId: sql`coalesce(${old.sessionId}, excluded.session_id)`,
          updatedAt: now,
        },
      })
      .returning();
    kept.push(...rows);
  }
  return kept;
}
