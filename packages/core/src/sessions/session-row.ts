import type {
  AgentConfig,
  AgentId,
  AgentVersionId,
  AnswerWith,
  Channel,
  EndReason,
  SessionId,
  SessionState,
  TenantId,
  TicketId,
} from '@parley/contracts';
import { agents, agentVersions, sessions, type TenantTx, tickets } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';

/** A session with what is needed to run and to show it. */
export interface SessionRow {
  id: SessionId;
  tenantId: TenantId;
  /** The tenant's own name for the room. */
  room: string;
  /** The room's name in LiveKit, unique across tenants. */
  livekitRoom: string;
  channel: Channel;
  state: SessionState;
  endReason: EndReason | null;
  agentId: AgentId;
  agentVersionId: AgentVersionId;
  agentName: string;
  /** Frozen when the session was created. */
  config: AgentConfig;
  systemPrompt: string | null;
  answerWith: AnswerWith | null;
  createdAt: Date;
  activeAt: Date | null;
  endedAt: Date | null;
  lastSeq: number;
  ticketId: TicketId | null;
}

export const livekitRoomOf = (tenantId: TenantId, room: string): string => `${tenantId}.${room}`;

/** Sessions with agent, frozen configuration and ticket; the caller adds `where` and the like. */
export const selectSessions = (tx: TenantTx) =>
  tx
    .select({
      session: sessions,
      agentName: agents.name,
      config: agentVersions.config,
      ticketId: tickets.id,
    })
    .from(sessions)
    .innerJoin(agents, and(eq(agents.tenantId, sessions.tenantId), eq(agents.id, sessions.agentId)))
    .innerJoin(
      agentVersions,
      and(eq(agentVersions.tenantId, sessions.tenantId), eq(agentVersions.id, sessions.agentVersionId)),
    )
    .leftJoin(tickets, and(eq(tickets.tenantId, sessions.tenantId), eq(tickets.sessionId, sessions.id)))
    .$dynamic();

type Selected = Awaited<ReturnType<typeof selectSessions>>[number];

export const toSessionRow = ({ session, agentName, config, ticketId }: Selected): SessionRow => ({
  ...session,
  livekitRoom: livekitRoomOf(session.tenantId, session.room),
  agentName,
  config,
  ticketId,
});

export async function findSessionRow(tx: TenantTx, sessionId: SessionId): Promise<SessionRow | undefined> {
  const [found] = await selectSessions(tx).where(eq(sessions.id, sessionId));
  return found && toSessionRow(found);
}

/** @throws DomainError `NOT_FOUND` */
export async function fetchSessionRow(tx: TenantTx, sessionId: SessionId): Promise<SessionRow> {
  const found = await findSessionRow(tx, sessionId);
  if (!found) throw notFound('session');
  return found;
}

/**
 * Holds the session's row until the transaction ends, so that its events get their numbers one after another.
 * @throws DomainError `NOT_FOUND`
 */
export async function lockSession(tx: TenantTx, sessionId: SessionId) {
  const [found] = await tx.select().from(sessions).where(eq(sessions.id, sessionId)).for('update');
  if (!found) throw notFound('session');
  return found;
}
