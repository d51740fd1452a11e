import { type EndReason, isFinalSessionState, type SessionId, type SessionState } from '@parley/contracts';
import { sessions, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import { addToOutbox } from '../add-to-outbox.ts';
import { lastWordsMs, queueAnalysis } from '../analyses/queue-analysis.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { moveCallOfSession } from '../calls/move-call-of-session.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { appendEvents, type StoredEvent } from './append-events.ts';
import { fetchSessionRow, lockSession, type SessionRow } from './session-row.ts';
import { canTransition, reasonFits } from './session-transitions.ts';

interface TransitionSession {
  ctx: ServiceContext;
  input: {
    sessionId: SessionId;
    to: SessionState;
    /** Why it is over: needed for a final state, unless `ending` said so before. */
    reason?: EndReason;
    /** For people: what happened and what to do. */
    message?: string;
  };
}

/**
 * Moves a session on and tells so in its events. To the final state that it has already: nothing, and no event.
 * @throws DomainError `INVALID_TRANSITION`, `NOT_FOUND`
 */
export async function transitionSession({
  ctx,
  input: { sessionId, to, reason: given, message },
}: TransitionSession): Promise<{ session: SessionRow; event: StoredEvent | null }> {
  requireSessionAccess(ctx, sessionId, 'sessions:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = await lockSession(tx, sessionId);
    if (session.state === to && isFinalSessionState(to)) {
      return { session: await fetchSessionRow(tx, sessionId), event: null };
    }
    const reason = given ?? session.endReason;
    assertTransition(session.state, to, reason);
    const now = ctx.now();
    const final = isFinalSessionState(to);
    await tx
      .update(sessions)
      .set({
        state: to,
        endReason: reason,
        ...(to === 'active' && { activeAt: now }),
        ...(final && { endedAt: now }),
      })
      .where(eq(sessions.id, sessionId));
    const [event] = await appendEvents(tx, ctx, session, [
      { event: { type: 'session_state', state: to, reason, message } },
    ]);
    if (final) {
      const payload = { session_id: sessionId, state: to, reason };
      await addToOutbox(tx, ctx, [{ event: 'session.ended', payload }]);
      await queueAnalysis(tx, ctx, { sessionId, inMs: lastWordsMs });
    }
    if (session.channel === 'phone') await moveCallOfSession(tx, ctx, { session, to, reason });
    // What Parley does by itself is in the session's events; here stands who made it.
    if (to === 'ending' && ctx.actor.type !== 'system' && ctx.actor.type !== 'worker') {
      await appendAudit(tx, ctx, {
        action: 'session.stop',
        target: { type: 'session', id: sessionId },
        before: { state: session.state },
        after: { state: to, reason },
      });
    }
    return { session: await fetchSessionRow(tx, sessionId), event: event ?? null };
  });
}

function assertTransition(from: SessionState, to: SessionState, reason: EndReason | null) {
  if (!canTransition(from, to)) {
    throw new DomainError('INVALID_TRANSITION', `A session that is ${from} cannot become ${to}.`);
  }
  if (reason === null ? isFinalSessionState(to) : !reasonFits(to, reason)) {
    throw new DomainError('INVALID_TRANSITION', `${reason ?? 'No reason'} is no reason for ${to}.`);
  }
}
