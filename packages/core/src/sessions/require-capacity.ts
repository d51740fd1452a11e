import type { TenantQuotas } from '@parley/contracts';
import { sessions, type TenantTx } from '@parley/db';
import { and, count, gt, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { DomainError } from '../domain-error.ts';
import { fetchTenant, lockTenant } from '../tenants/tenant-row.ts';
import { liveSessionStates } from './session-transitions.ts';

/** A session lasts hours at most: what began earlier than this before the month has no part in it. */
const longestMs = 24 * 3_600_000;

/**
 * Whether the tenant may open one more session. Holds the tenant until the session is written, so that two at once
 * cannot both be the last.
 * @throws DomainError `TENANT_SUSPENDED`, `QUOTA_EXCEEDED`
 */
export async function requireCapacity(tx: TenantTx, now: Date): Promise<void> {
  const { status, quotas } = await lockTenant(tx);
  if (status === 'suspended') {
    throw new DomainError(
      'TENANT_SUSPENDED',
      'This account is suspended, so no calls can begin just now. Its data is kept; an owner can resume it.',
    );
  }
  await requireFreeCall(tx, quotas);
  await requireMinutes(tx, quotas, now);
}

/**
 * Whether one more call at once is within the tenant's quota; to be asked with the tenant locked.
 * @param besides calls that will begin before it
 */
export async function hasFreeCall(tx: TenantTx, besides = 0): Promise<boolean> {
  const { quotas } = await fetchTenant(tx);
  const most = quotas.concurrent_calls;
  return most === undefined || (await countLive(tx)) + besides < most;
}

async function countLive(tx: TenantTx): Promise<number> {
  const [live] = await tx
    .select({ count: count() })
    .from(sessions)
    .where(inArray(sessions.state, liveSessionStates));
  return live?.count ?? 0;
}

async function requireFreeCall(tx: TenantTx, { concurrent_calls: most }: TenantQuotas): Promise<void> {
  if (most === undefined || (await countLive(tx)) < most) return;
  throw new DomainError(
    'QUOTA_EXCEEDED',
    `This account has a quota of ${most} calls at once. Try again when one of them is over.`,
  );
}

async function requireMinutes(
  tx: TenantTx,
  { minutes_per_month: most }: TenantQuotas,
  now: Date,
): Promise<void> {
  if (most === undefined) return;
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  if ((await secondsSince(tx, month, now)) < most * 60) return;
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
  throw new DomainError(
    'QUOTA_EXCEEDED',
    `This account has used its quota of ${most} minutes a month. The next month begins at ${next}.`,
  );
}

/** How long the tenant's calls were active in a month so far, those under way until now. */
async function secondsSince(tx: TenantTx, month: Date, now: Date): Promise<number> {
  const from = month.toISOString();
  const until = sql`coalesce(${sessions.endedAt}, ${now.toISOString()}::timestamptz)`;
  const seconds = sql`extract(epoch from ${until} - greatest(${sessions.activeAt}, ${from}::timestamptz))`;
  const [used] = await tx
    .select({ seconds: sql<number>`coalesce(sum(greatest(${seconds}, 0)), 0)::float8` })
    .from(sessions)
    .where(
      and(
        gte(sessions.createdAt, new Date(month.getTime() - longestMs)),
        isNotNull(sessions.activeAt),
        or(isNull(sessions.endedAt), gt(sessions.endedAt, month)),
      ),
    );
  return used?.seconds ?? 0;
}
