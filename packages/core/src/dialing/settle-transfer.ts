import type { CallTransfer } from '@parley/contracts';
import { calls, dials, type TenantTx } from '@parley/db';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallRow } from '../calls/call-row.ts';
import { costOfTransfer } from './cost-of-transfer.ts';

/**
 * What a transfer has cost that came to nothing: the rest of what was held is free again. A call has one transfer at a
 * time, so it is the only one that holds anything.
 */
export async function settleTransfer(
  tx: TenantTx,
  call: Pick<CallRow, 'id'>,
  { transfer, now }: { transfer: CallTransfer; now: Date },
): Promise<void> {
  const [dial] = await tx
    .select()
    .from(dials)
    .where(
      and(
        eq(dials.callId, call.id),
        eq(dials.kind, 'transfer'),
        eq(dials.allowed, true),
        isNull(dials.costCents),
      ),
    );
  if (!dial) return;
  const cost = costOfTransfer(transfer, dial, now);
  await tx.update(dials).set({ costCents: cost }).where(eq(dials.id, dial.id));
  if (cost === 0) return;
  await tx
    .update(calls)
    .set({ costCents: sql`coalesce(${calls.costCents}, 0) + ${cost}` })
    .where(eq(calls.id, call.id));
}
