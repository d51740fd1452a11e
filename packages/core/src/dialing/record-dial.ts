import { newId } from '@parley/contracts';
import { dials, type TenantTx } from '@parley/db';
import type { CallRow } from '../calls/call-row.ts';
import type { ServiceContext } from '../context.ts';
import type { Judgement } from './judge-dial.ts';

/** Keeps a decision with its evidence, and holds the money of a dial that is allowed. */
export async function recordDial(
  tx: TenantTx,
  ctx: ServiceContext,
  call: Pick<CallRow, 'id' | 'toNumber'>,
  { decision, purpose, centsPerMinute, reserve }: Judgement,
): Promise<void> {
  const now = ctx.now();
  await tx.insert(dials).values({
    id: newId('dial', now.getTime()),
    tenantId: ctx.actor.tenantId,
    kind: 'call',
    callId: call.id,
    toNumber: call.toNumber,
    purpose,
    allowed: decision.allowed,
    reason: decision.reason,
    decision,
    centsPerMinute,
    reservedCents: decision.allowed ? reserve : 0,
    decidedAt: now,
  });
}
