import type { SipTrunkId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import type { Carrier } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { deleteTrunkRow, requireUnused } from '../trunks/delete-trunk-row.ts';
import { lockTrunk } from '../trunks/trunk-row.ts';
import { isStreamTrunk, namesAtCarrier } from './carrier-trunk.ts';
import { requireCarrierAccount } from './require-carrier-account.ts';

interface RemoveCarrierTrunk {
  ctx: ServiceContext;
  vault: Vault;
  carrier: Carrier;
  trunkId: SipTrunkId;
}

/**
 * Takes a trunk down at the carrier, and deletes it. It stays as it is when the carrier fails.
 * @throws DomainError `NOT_FOUND`, `CONFLICT` while numbers are on it, or for one that was not set up there; what the carrier throws
 */
export async function removeCarrierTrunk({
  ctx,
  vault,
  carrier,
  trunkId,
}: RemoveCarrierTrunk): Promise<void> {
  requireScope(ctx, 'numbers:buy');
  const account = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const trunk = await lockTrunk(tx, trunkId);
    if (trunk.carrier !== 'twilio') {
      throw new DomainError(
        'CONFLICT',
        'This trunk was not set up at a carrier: delete it without release=true.',
      );
    }
    await requireUnused(tx, trunkId);
    return isStreamTrunk(trunk) ? undefined : requireCarrierAccount(tx, vault);
  });
  if (account) await carrier.removeTrunk(account, namesAtCarrier(trunkId));
  await withTenant(ctx.db, ctx.actor.tenantId, (tx) => deleteTrunkRow(tx, ctx, trunkId));
}
