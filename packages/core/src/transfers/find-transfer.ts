import type { CallId, CallTransfer, SessionId } from '@parley/contracts';
import { calls, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { findSessionRow, type SessionRow } from '../sessions/session-row.ts';

export interface FoundTransfer {
  callId: CallId;
  transfer: CallTransfer;
  session: SessionRow;
  /** Call or conversation is over, or about to be. */
  over: boolean;
}

/** The last transfer of a call, given its own id or its session's; undefined where there is none. */
export async function findTransfer({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { callId?: CallId; sessionId?: SessionId };
}): Promise<FoundTransfer | undefined> {
  requireSessionAccess(ctx, input.sessionId, 'calls:read');
  const { callId, sessionId } = input;
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const by = sessionId ? eq(calls.sessionId, sessionId) : callId && eq(calls.id, callId);
    const [call] = by ? await tx.select().from(calls).where(by) : [];
    const session = call?.sessionId ? await findSessionRow(tx, call.sessionId) : undefined;
    if (!call?.transfer || !session) return undefined;
    const over = call.state === 'ended' || session.state !== 'active';
    return { callId: call.id, transfer: call.transfer, session, over };
  });
}
