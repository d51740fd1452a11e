import type { Call, CallId } from '@parley/contracts';
import { findSession, getCall, type ServiceContext, stopCall } from '@parley/core';
import type { Dependencies } from '../dependencies.ts';
import { systemContext } from '../jobs/supervisor-context.ts';

/** Ends a call for somebody, whatever it is doing; one that waits is never dialled. */
export async function hangUp(
  { supervisor, database, clock, auditKey }: Dependencies,
  ctx: ServiceContext,
  callId: CallId,
): Promise<Call> {
  const { call, live } = await stopCall({ ctx, callId });
  if (live === null) return call;
  // Who may end calls need not be allowed to end sessions: from here on it is Parley's own work.
  const own = systemContext({ db: database.db, clock, auditKey }, ctx.actor.tenantId);
  const session = await findSession({ ctx: own, sessionId: live });
  if (session) await supervisor.end(session, own);
  return getCall({ ctx: own, callId });
}
