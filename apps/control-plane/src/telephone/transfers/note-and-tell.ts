import type { CallTransfer } from '@parley/contracts';
import { noteTransfer, type TransferMove } from '@parley/core';
import { systemContext } from '../../jobs/supervisor-context.ts';
import type { TransferContext, TransferKey } from './transfer-context.ts';

/** Writes down how far a transfer is, then tells the agent and whoever watches. @returns how it stands now. */
export async function noteAndTell(
  context: TransferContext,
  { tenantId, callId, transferId, session }: TransferKey,
  move: TransferMove,
): Promise<CallTransfer | undefined> {
  const { hub, log } = context;
  const { transfer } = await hub.commit(session, async (issueSeq) => {
    const ctx = { ...systemContext(context, tenantId), issueSeq };
    const moved = await noteTransfer({ ctx, input: { callId, transferId, move } });
    return moved ?? { events: [], transfer: undefined };
  });
  log.info({ callId, transferId, state: transfer?.state, failure: transfer?.failure }, 'transfer moved on');
  if (transfer) tellAgent(context, session, transfer);
  return transfer;
}

export function tellAgent(
  { hub }: Pick<TransferContext, 'hub'>,
  session: TransferKey['session'],
  transfer: CallTransfer,
): void {
  hub.channelOf(session).tellWorkers(transfer);
  hub.release(session.id);
}
