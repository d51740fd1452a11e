import type { CallId } from '@parley/contracts';
import { dials, type TenantTx } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';

/** Nobody was reached: what was held for passing a call on is free again. */
export async function releaseTransfer(tx: TenantTx, callId: CallId): Promise<void> {
  await tx
    .update(dials)
    .set({ costCents: 0 })
    .where(and(eq(dials.callId, callId), eq(dials.kind, 'transfer'), isNull(dials.costCents)));
}
