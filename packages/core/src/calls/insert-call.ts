import { newId } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { addToOutbox } from '../add-to-outbox.ts';
import type { ServiceContext } from '../context.ts';
import type { CallRow } from './call-row.ts';
import { callEvent } from './move-call.ts';

/** Writes a call in its first state, and tells so to who wants to know. */
export async function insertCall(
  tx: TenantTx,
  ctx: ServiceContext,
  values: Omit<typeof calls.$inferInsert, 'id' | 'tenantId' | 'createdAt' | 'updatedAt'>,
): Promise<CallRow> {
  const now = ctx.now();
  const id = newId('call', now.getTime());
  const { tenantId } = ctx.actor;
  const [row] = await tx
    .insert(calls)
    .values({ ...values, id, tenantId, createdAt: now, updatedAt: now })
    .returning();
  if (!row) throw new Error('the call was not written');
  await addToOutbox(tx, ctx, [{ event: 'call.state_changed', payload: callEvent(row) }]);
  return row;
}
