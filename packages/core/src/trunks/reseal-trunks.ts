import type { SipTrunkId } from '@parley/contracts';
import { sipTrunks, type TenantTx } from '@parley/db';
import { eq, ne } from 'drizzle-orm';
import { reseal, type Vault } from '../secrets/vault.ts';

/** Seals anew what older master keys sealed of one tenant's trunks. */
export async function resealTrunks(
  tx: TenantTx,
  vault: Vault,
): Promise<{ resealed: number; unreadable: SipTrunkId[] }> {
  const old = await tx.select().from(sipTrunks).where(ne(sipTrunks.keyVersion, vault.version)).for('update');
  const unreadable: SipTrunkId[] = [];
  for (const { id, tenantId, sealed, keyVersion } of old) {
    if (sealed === null || keyVersion === null) continue;
    const anew = reseal(vault, { sealed, keyVersion }, { tenantId, id });
    if (anew) await tx.update(sipTrunks).set(anew).where(eq(sipTrunks.id, id));
    else unreadable.push(id);
  }
  return { resealed: old.length - unreadable.length, unreadable };
}
