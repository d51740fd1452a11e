import type { SipTrunkId, TenantId } from '@parley/contracts';
import { type Database, phoneNumbers, sipTrunks, withTenant } from '@parley/db';
import { asc } from 'drizzle-orm';
import type { Vault } from '../secrets/vault.ts';
import { listTenantIds } from '../tenants/list-tenant-ids.ts';
import { openPasswords, type TrunkPasswords, type TrunkRow } from './trunk-row.ts';

/** A trunk as the SIP service is to know it. */
export interface TrunkPlan {
  trunkId: SipTrunkId;
  tenantId: TenantId;
  revision: number;
  inbound: TrunkRow['inbound'];
  outbound: TrunkRow['outbound'];
  /** Null when no master key opens them. */
  passwords: TrunkPasswords | null;
  /** E.164, in order. */
  numbers: string[];
  syncState: TrunkRow['syncState'];
  syncError: string | null;
}

/** Every tenant's trunks, with their passwords in clear: for who brings them to the SIP service, and nobody else. */
export async function listTrunkPlans({ db, vault }: { db: Database; vault: Vault }): Promise<TrunkPlan[]> {
  const plans: TrunkPlan[] = [];
  for (const tenantId of await listTenantIds({ db })) {
    const { trunks, numbers } = await withTenant(db, tenantId, async (tx) => ({
      trunks: await tx.select().from(sipTrunks).orderBy(asc(sipTrunks.id)),
      numbers: await tx.select().from(phoneNumbers).orderBy(asc(phoneNumbers.number)),
    }));
    for (const row of trunks) {
      const { tenantId, revision, inbound, outbound, syncState, syncError } = row;
      plans.push({
        trunkId: row.id,
        tenantId,
        revision,
        inbound,
        outbound,
        passwords: openPasswords(row, vault),
        numbers: numbers.filter(({ trunkId }) => trunkId === row.id).map(({ number }) => number),
        syncState,
        syncError,
      });
    }
  }
  return plans;
}
