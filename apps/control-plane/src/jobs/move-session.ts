import type { EndReason, SessionState } from '@parley/contracts';
import { type ServiceContext, type SessionRow, transitionSession } from '@parley/core';
import { type SupervisorContext, systemContext } from './supervisor-context.ts';

interface Move {
  to: SessionState;
  reason?: EndReason;
  message?: string | undefined;
  /** Who wants it; the system unless told. */
  as?: ServiceContext;
}

/** Moves a session on, and shows viewers that it has. */
export async function moveSession(
  context: SupervisorContext,
  session: SessionRow,
  { to, reason, message, as }: Move,
): Promise<SessionRow> {
  const ctx = as ?? systemContext(context, session.tenantId);
  const moved = await context.hub.commit(session, async (issueSeq) => {
    const input = { sessionId: session.id, to, reason, message };
    const { session: row, event } = await transitionSession({ ctx: { ...ctx, issueSeq }, input });
    return { row, events: event ? [event] : [] };
  });
  context.log.info({ sessionId: session.id, state: to, reason }, 'session moved on');
  return moved.row;
}
