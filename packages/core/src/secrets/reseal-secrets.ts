import type { SecretId, SipTrunkId, WebhookEndpointId } from '@parley/contracts';
import { type Database, type TenantTx, tenantSecrets, tenants, withSystem, withTenant } from '@parley/db';
import { eq, ne } from 'drizzle-orm';
import { resealTrunks } from '../trunks/reseal-trunks.ts';
import { resealEndpointSecrets } from '../webhooks/reseal-endpoint-secrets.ts';
import { reseal, type Vault } from './vault.ts';

interface ResealSecrets {
  db: Database;
  vault: Vault;
}

interface Resealed<Id> {
  resealed: number;
  /** What no known key opens: it stays as it is. */
  unreadable: Id[];
}

/**
 * Seals anew, with the newest master key, what older ones sealed: keys of providers, and signing secrets of webhook
 * endpoints, passwords of trunks; each tenant in a transaction of its own. May run while secrets are read and written, any number of times.
 */
export async function resealSecrets({
  db,
  vault,
}: ResealSecrets): Promise<Resealed<SecretId | SipTrunkId | WebhookEndpointId>> {
  const ids = await withSystem(db, (tx) => tx.select({ id: tenants.id }).from(tenants));
  let resealed = 0;
  const unreadable: (SecretId | SipTrunkId | WebhookEndpointId)[] = [];
  for (const { id: tenantId } of ids) {
    const parts = await withTenant(db, tenantId, async (tx) => [
      await resealTenantSecrets(tx, vault),
      await resealEndpointSecrets(tx, vault),
      await resealTrunks(tx, vault),
    ]);
    for (const part of parts) {
      resealed += part.resealed;
      unreadable.push(...part.unreadable);
    }
  }
  return { resealed, unreadable };
}

async function resealTenantSecrets(tx: TenantTx, vault: Vault): Promise<Resealed<SecretId>> {
  const old = await tx
    .select()
    .from(tenantSecrets)
    .where(ne(tenantSecrets.keyVersion, vault.version))
    .for('update');
  const unreadable: SecretId[] = [];
  for (const row of old) {
    const sealed = reseal(vault, row, { tenantId: row.tenantId, id: row.id });
    if (sealed) await tx.update(tenantSecrets).set(sealed).where(eq(tenantSecrets.id, row.id));
    else unreadable.push(row.id);
  }
  return { resealed: old.length - unreadable.length, unreadable };
}
