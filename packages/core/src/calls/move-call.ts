import { type CallEndReason, type CallState, type CallTransfer, isOpenTransfer } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { addToOutbox, type OutboxEntry } from '../add-to-outbox.ts';
import { settleContact } from '../campaigns/settle-contact.ts';
import type { ServiceContext } from '../context.ts';
import { settleDials } from '../dialing/settle-dials.ts';
import { DomainError } from '../domain-error.ts';
import { afterMove, outboxOf } from '../transfers/move-transfer.ts';
import type { CallRow } from './call-row.ts';
import { canMoveCall } from './call-transitions.ts';

interface Move {
  to: CallState;
  /** Needed for `ended`, and for nothing else. */
  reason?: CallEndReason;
  /** For people: what lies behind the reason. */
  detail?: string;
  /** Of a campaign’s call that was not dialled: its contact waits for another. */
  recalled?: true;
  /** What else is known now. */
  set?: Partial<Pick<CallRow, 'sessionId' | 'sipCallRef' | 'sipStatus' | 'agentVersionId' | 'blockReason'>>;
}

/**
 * Moves a locked call on, and tells so to who wants to know. To the state that it has: nothing.
 * @throws DomainError `INVALID_TRANSITION`
 */
export async function moveCall(
  tx: TenantTx,
  ctx: ServiceContext,
  call: CallRow,
  { to, reason, detail, recalled, set }: Move,
): Promise<CallRow> {
  if (call.state === to) return call;
  if (!canMoveCall(call.state, to)) {
    throw new DomainError('INVALID_TRANSITION', `A call that is ${call.state} cannot become ${to}.`);
  }
  if ((to === 'ended') !== (reason !== undefined)) throw new Error(`no or a wrong reason for ${to}`);
  const now = ctx.now();
  const abandoned =
    to === 'ended' && call.transfer && isOpenTransfer(call.transfer)
      ? abandon(call.transfer, now)
      : undefined;
  const [row] = await tx
    .update(calls)
    .set({
      ...(to === 'dialing' && { blockReason: null, nextAttemptAt: null }),
      ...((to === 'ended' || to === 'queued') && { costCents: await settleDials(tx, call, { now, reason }) }),
      ...set,
      state: to,
      ...timesOf(to, now),
      ...(reason && { endReason: reason }),
      endDetail: detail ?? null,
      ...(abandoned && { transfer: abandoned }),
      revision: call.revision + 1,
      updatedAt: now,
    })
    .where(eq(calls.id, call.id))
    .returning();
  if (!row) throw new Error('the call was not written');
  const news: OutboxEntry[] = abandoned ? outboxOf(row, abandoned) : [];
  await addToOutbox(tx, ctx, [...news, { event: 'call.state_changed', payload: callEvent(row) }]);
  await settleContact(tx, ctx, row, { recalled });
  return row;
}

/** Nobody is left to be passed on. */
const abandon = (transfer: CallTransfer, now: Date): CallTransfer =>
  afterMove(transfer, { to: 'failed', failure: 'caller_hung_up' }, now);

const timesOf = (to: CallState, now: Date) => ({
  ...(to === 'queued' && { dialedAt: null, ringingAt: null, answeredAt: null }),
  ...(to === 'dialing' && { dialedAt: now }),
  ...(to === 'ringing' && { ringingAt: now }),
  ...(to === 'active' && { answeredAt: now }),
  ...(to === 'ended' && { endedAt: now }),
});

export const callEvent = (row: CallRow) => ({
  call_id: row.id,
  direction: row.direction,
  state: row.state,
  end_reason: row.endReason,
  session_id: row.sessionId,
  block_reason: row.blockReason,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
});
