import type { SessionId, Transcript } from '@parley/contracts';
import { sessionEvents, tickets, withTenant } from '@parley/db';
import { and, asc, eq } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { toTicket } from '../tickets/to-ticket.ts';
import { fetchSessionRow } from './session-row.ts';
import { byStart, toSegment } from './to-segment.ts';

interface GetTranscript {
  ctx: ServiceContext;
  sessionId: SessionId;
}

/**
 * What was said, in the order in which it was begun, and the ticket that came of it.
 * @throws DomainError `NOT_FOUND`
 */
export async function getTranscript({ ctx, sessionId }: GetTranscript): Promise<Transcript> {
  requireSessionAccess(ctx, sessionId, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = await fetchSessionRow(tx, sessionId);
    const events = await tx
      .select({ seq: sessionEvents.seq, event: sessionEvents.event })
      .from(sessionEvents)
      .where(and(eq(sessionEvents.sessionId, sessionId), eq(sessionEvents.type, 'transcript')))
      .orderBy(asc(sessionEvents.seq));
    const [ticket] = await tx.select().from(tickets).where(eq(tickets.sessionId, sessionId));
    return {
      session_id: session.id,
      state: session.state,
      end_reason: session.endReason,
      segments: events.flatMap(toSegment).sort(byStart),
      ticket: ticket ? toTicket(ticket) : null,
    };
  });
}
