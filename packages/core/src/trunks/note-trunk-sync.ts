import type { SipTrunkId, TenantId } from '@parley/contracts';
import { type Database, sipTrunks, withTenant } from '@parley/db';
import { and, eq } from 'drizzle-orm';

interface NoteTrunkSync {
  db: Database;
  trunk: { tenantId: TenantId; trunkId: SipTrunkId; revision: number };
  now: Date;
  /** What the SIP service calls it; or, in words, why it could not be told. */
  result: { inboundRef?: string; outboundRef?: string; ruleRef?: string } | { error: string };
}

/** Notes whether the SIP service knows a trunk as it stands; of one that has changed since, nothing. */
export async function noteTrunkSync({ db, trunk, now, result }: NoteTrunkSync): Promise<void> {
  const set =
    'error' in result
      ? { syncState: 'failed' as const, syncError: result.error }
      : {
          syncState: 'synced' as const,
          syncError: null,
          syncedAt: now,
          inboundRef: result.inboundRef ?? null,
          outboundRef: result.outboundRef ?? null,
          ruleRef: result.ruleRef ?? null,
        };
  await withTenant(db, trunk.tenantId, (tx) =>
    tx
      .update(sipTrunks)
      .set(set)
      .where(and(eq(sipTrunks.id, trunk.trunkId), eq(sipTrunks.revision, trunk.revision))),
  );
}
