import type { CallEndReason } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import type { ServiceContext } from '../context.ts';
import type { CallRow } from './call-row.ts';
import { callEvent } from './move-call.ts';

/** Gives a locked call that is over the reason that has become known afterwards. */
export async function correctEnd(
  tx: TenantTx,
  ctx: ServiceContext,
  call: CallRow,
  endReason: CallEndReason,
): Promise<void> {
  const [row] = await tx
    .update(calls)
    .set({ endReason, updatedAt: ctx.now() })
    .where(eq(calls.id, call.id))
    .returning();
  if (row) await addToOutbox(tx, ctx, [{ event: 'call.state_changed', payload: callEvent(row) }]);
}
