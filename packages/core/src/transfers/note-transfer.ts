import type { CallId, TransferId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { correctEnd } from '../calls/correct-end.ts';
import type { ServiceContext } from '../context.ts';
import { lockCallWithSession } from './lock-call-with-session.ts';
import { type MovedTransfer, moveTransfer, type TransferMove } from './move-transfer.ts';
import { canMoveTransfer } from './transfer-transitions.ts';

interface NoteTransfer {
  ctx: ServiceContext;
  input: { callId: CallId; transferId: TransferId; move: TransferMove };
}

/**
 * Writes down how far a transfer is. What is older than what is known already changes nothing.
 * @returns the transfer as it stands now; undefined when another has taken its place.
 */
export async function noteTransfer({
  ctx,
  input: { callId, transferId, move },
}: NoteTransfer): Promise<MovedTransfer | undefined> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { call, session } = await lockCallWithSession(tx, { callId });
    const { transfer } = call;
    if (transfer?.transfer_id !== transferId) return undefined;
    const leftBefore = move.to === 'completed' && transfer.failure === 'caller_hung_up';
    if (!canMoveTransfer(transfer.state, move.to) && !leftBefore) return { transfer, events: [] };
    const moved = await moveTransfer(tx, ctx, { call, session, transfer, move });
    // The telephone was seen to go before its carrier said why.
    if (move.to === 'completed' && call.state === 'ended') await correctEnd(tx, ctx, call, 'transferred');
    return moved;
  });
}
