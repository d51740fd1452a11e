import type { SessionId, TenantId } from '@parley/contracts';
import { type Database, sessionAnalyses, withSystem, withTenant } from '@parley/db';
import { and, asc, eq, lte, notInArray, sql } from 'drizzle-orm';

/** An analysis to be made now. */
export interface ClaimedAnalysis {
  tenantId: TenantId;
  sessionId: SessionId;
  version: number;
  /** Which try this is, from 1. */
  attempt: number;
}

interface ClaimAnalyses {
  db: Database;
  now: Date;
  limit: number;
  /** Analyses under way, and how many a tenant may have at once. */
  underWay: ReadonlyMap<TenantId, number>;
  perTenant: number;
  /** Should whoever claims them be gone, they are due again after this long. */
  leaseMs: number;
}

/** Takes analyses that are due, those that waited longest first; no other process gets them meanwhile. */
export async function claimAnalyses(options: ClaimAnalyses): Promise<ClaimedAnalysis[]> {
  const { db, now, limit, underWay, perTenant } = options;
  const busy = [...underWay].filter(([, count]) => count >= perTenant).map(([tenantId]) => tenantId);
  const { tenantId, sessionId, version, state, nextAttemptAt } = sessionAnalyses;
  const due = await withSystem(db, (tx) =>
    tx
      .select({ tenantId, sessionId, version })
      .from(sessionAnalyses)
      .where(and(eq(state, 'pending'), lte(nextAttemptAt, now), notInArray(tenantId, busy)))
      .orderBy(asc(nextAttemptAt))
      .limit(limit),
  );
  const wanted = [...Map.groupBy(due, (one) => one.tenantId)].flatMap(([tenant, own]) =>
    own.slice(0, perTenant - (underWay.get(tenant) ?? 0)),
  );
  const claimed = await Promise.all(wanted.map((one) => claim(one, options)));
  return claimed.flatMap((one) => one ?? []);
}

const claim = (
  { tenantId, sessionId, version }: Omit<ClaimedAnalysis, 'attempt'>,
  { db, now, leaseMs }: ClaimAnalyses,
): Promise<ClaimedAnalysis | undefined> =>
  withTenant(db, tenantId, async (tx) => {
    const own = and(eq(sessionAnalyses.sessionId, sessionId), eq(sessionAnalyses.version, version));
    const { state, nextAttemptAt, attempts } = sessionAnalyses;
    // One statement: whoever comes second finds it due no more.
    const [row] = await tx
      .update(sessionAnalyses)
      .set({
        attempts: sql`${attempts} + 1`,
        nextAttemptAt: new Date(now.getTime() + leaseMs),
        // It is there while it waits for another try, and not while it is made.
        message: null,
      })
      .where(and(own, eq(state, 'pending'), lte(nextAttemptAt, now)))
      .returning({ attempt: attempts });
    return row && { tenantId, sessionId, version, attempt: row.attempt };
  });
