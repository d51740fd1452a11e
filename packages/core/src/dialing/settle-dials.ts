import type { CallEndReason } from '@parley/contracts';
import { dials, type TenantTx } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { CallRow } from '../calls/call-row.ts';
import { costOfTransfer } from './cost-of-transfer.ts';
import { costOf } from './rate-of.ts';

/** After these nobody has spoken, so nobody is charged. */
const unanswered: readonly CallEndReason[] = [
  'busy',
  'no_answer',
  'declined',
  'unreachable',
  'invalid_number',
  'cancelled',
  'blocked',
];

/**
 * What a call's dial has cost after all: what was held for it and not used is free again. Of a parked call nobody
 * knows, so all that was held is spent, unless people have found out that it was not answered.
 * @param reason left out: it is going to be dialled again, for it reached nobody.
 * @returns what the call has cost so far, in cents; null when it was never dialled.
 */
export async function settleDials(
  tx: TenantTx,
  call: CallRow,
  { now, reason }: { now: Date; reason: CallEndReason | undefined },
): Promise<number | null> {
  const open = await tx
    .select()
    .from(dials)
    .where(and(eq(dials.callId, call.id), eq(dials.allowed, true), isNull(dials.costCents)));
  let total = call.costCents;
  for (const dial of open) {
    const cost =
      dial.kind === 'transfer' && call.transfer
        ? costOfTransfer(call.transfer, dial, now)
        : costOfCall(call, dial, { now, reason });
    await tx.update(dials).set({ costCents: cost }).where(eq(dials.id, dial.id));
    total = (total ?? 0) + cost;
  }
  return total;
}

function costOfCall(
  { state, answeredAt }: CallRow,
  { reservedCents, centsPerMinute }: typeof dials.$inferSelect,
  { now, reason }: { now: Date; reason: CallEndReason | undefined },
): number {
  const unseen = state === 'parked' && reason !== undefined && !unanswered.includes(reason);
  return unseen ? reservedCents : costOf(secondsSince(answeredAt, now), centsPerMinute);
}

const secondsSince = (from: Date | null, now: Date): number =>
  from ? (now.getTime() - from.getTime()) / 1000 : 0;
