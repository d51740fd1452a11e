import type { CallId, SessionId } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { type CallRow, lockCall } from '../calls/call-row.ts';
import { DomainError, notFound } from '../domain-error.ts';
import { lockSession } from '../sessions/session-row.ts';

/**
 * A call, by its own id or its session's, with its session: the session is locked first, as everywhere.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION` for a call without a session
 */
export async function lockCallWithSession(
  tx: TenantTx,
  { callId, sessionId }: { callId?: CallId | undefined; sessionId?: SessionId | undefined },
): Promise<{ call: CallRow; session: Awaited<ReturnType<typeof lockSession>> }> {
  const by = sessionId ? eq(calls.sessionId, sessionId) : callId && eq(calls.id, callId);
  const [found] = by ? await tx.select({ id: calls.id, session: calls.sessionId }).from(calls).where(by) : [];
  if (!found) throw notFound('call');
  if (!found.session) throw notInCall();
  const session = await lockSession(tx, found.session);
  return { session, call: await lockCall(tx, found.id) };
}

export const notInCall = () =>
  new DomainError('INVALID_TRANSITION', 'Only a call that is under way can be passed on.');
