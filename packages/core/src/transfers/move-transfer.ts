import type { CallTransfer, SessionEvent, TransferFailure, TransferState } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { addToOutbox, type OutboxEntry } from '../add-to-outbox.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { ServiceContext } from '../context.ts';
import { settleTransfer } from '../dialing/settle-transfer.ts';
import { appendEvents, type EventLog, type StoredEvent } from '../sessions/append-events.ts';

export interface TransferMove {
  to: TransferState;
  /** Needed for `failed`, and for nothing else. */
  failure?: TransferFailure | undefined;
  detail?: string | undefined;
}

export interface MovedTransfer {
  transfer: CallTransfer;
  /** What was written for the session's viewers. */
  events: StoredEvent[];
}

/** Writes the transfer of a locked call on, and tells so to who wants to know. Whether it may is for the caller to ask. */
export async function moveTransfer(
  tx: TenantTx,
  ctx: ServiceContext,
  { call, session, transfer, move }: MoveInput,
): Promise<MovedTransfer> {
  const moved = afterMove(transfer, move, ctx.now());
  await tx
    .update(calls)
    .set({ transfer: moved, updatedAt: ctx.now(), revision: call.revision + 1 })
    .where(eq(calls.id, call.id));
  if (moved.state === 'failed') await settleTransfer(tx, call, { transfer: moved, now: ctx.now() });
  const events = await appendEvents(tx, ctx, session, [{ event: transferEvent(moved) }]);
  await addToOutbox(tx, ctx, outboxOf(call, moved));
  return { transfer: moved, events };
}

interface MoveInput {
  call: CallRow;
  session: EventLog;
  transfer: CallTransfer;
  move: TransferMove;
}

export function afterMove(
  transfer: CallTransfer,
  { to, failure, detail }: TransferMove,
  now: Date,
): CallTransfer {
  if ((to === 'failed') !== (failure !== undefined)) throw new Error(`no or a wrong failure for ${to}`);
  const at = now.toISOString();
  return {
    ...transfer,
    state: to,
    failure: failure ?? null,
    detail: detail ?? null,
    ...(to === 'briefing' && { answered_at: at }),
    ...((to === 'completed' || to === 'failed') && { ended_at: at }),
  };
}

const transferEvent = ({
  transfer_id,
  label,
  mode,
  state,
  failure,
}: CallTransfer): Extract<SessionEvent, { type: 'transfer' }> => ({
  type: 'transfer',
  transfer_id,
  label,
  mode,
  state,
  failure,
});

export function outboxOf({ id, sessionId }: CallRow, transfer: CallTransfer): OutboxEntry[] {
  const { transfer_id, target, to, mode, state, failure } = transfer;
  if (state !== 'completed' && state !== 'failed') return [];
  const event = state === 'completed' ? 'call.transferred' : 'call.transfer_failed';
  const payload = { call_id: id, session_id: sessionId, transfer_id, target, to, mode, failure };
  return [{ event, payload }];
}
