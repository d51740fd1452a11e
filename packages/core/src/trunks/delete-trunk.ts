import type { SipTrunkId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { deleteTrunkRow } from './delete-trunk-row.ts';

interface DeleteTrunk {
  ctx: ServiceContext;
  trunkId: SipTrunkId;
}

/** @throws DomainError `NOT_FOUND`; `CONFLICT` while numbers are on it. */
export async function deleteTrunk({ ctx, trunkId }: DeleteTrunk): Promise<void> {
  requireScope(ctx, 'numbers:write');
  await withTenant(ctx.db, ctx.actor.tenantId, (tx) => deleteTrunkRow(tx, ctx, trunkId));
}
