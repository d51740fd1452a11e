import type { WebhookEndpointId } from '@parley/contracts';
import { type TenantTx, webhookEndpoints } from '@parley/db';
import { eq, ne, or } from 'drizzle-orm';
import { reseal, type Vault } from '../secrets/vault.ts';
import type { EndpointRow } from './endpoint-row.ts';

/**
 * Seals anew what older master keys sealed of one tenant's endpoints: their secrets, and those that a rotation left.
 * @returns how many endpoints were sealed anew, and the ids of those with a secret that no known key opens.
 */
export async function resealEndpointSecrets(
  tx: TenantTx,
  vault: Vault,
): Promise<{ resealed: number; unreadable: WebhookEndpointId[] }> {
  const old = await tx
    .select()
    .from(webhookEndpoints)
    .where(
      or(
        ne(webhookEndpoints.keyVersion, vault.version),
        ne(webhookEndpoints.previousKeyVersion, vault.version),
      ),
    )
    .for('update');
  let resealed = 0;
  const unreadable: WebhookEndpointId[] = [];
  for (const row of old) {
    const changes = changesOf(row, vault);
    if (!changes.complete) unreadable.push(row.id);
    if (!changes.set) continue;
    await tx.update(webhookEndpoints).set(changes.set).where(eq(webhookEndpoints.id, row.id));
    resealed += 1;
  }
  return { resealed, unreadable };
}

/** What can be opened is taken over, also when the other secret of the endpoint cannot. */
function changesOf(
  row: EndpointRow,
  vault: Vault,
): { set: Partial<EndpointRow> | undefined; complete: boolean } {
  const place = { tenantId: row.tenantId, id: row.id };
  const { previousSealed, previousKeyVersion } = row;
  const current = row.keyVersion === vault.version ? 'fresh' : reseal(vault, row, place);
  const previous =
    previousSealed === null || previousKeyVersion === null || previousKeyVersion === vault.version
      ? 'fresh'
      : reseal(vault, { sealed: previousSealed, keyVersion: previousKeyVersion }, place);
  const set = {
    ...(typeof current === 'object' && current),
    ...(typeof previous === 'object' && {
      previousSealed: previous.sealed,
      previousKeyVersion: previous.keyVersion,
    }),
  };
  return {
    set: Object.keys(set).length > 0 ? set : undefined,
    complete: current !== undefined && previous !== undefined,
  };
}
