import { type AgentId, type AgentVersionId, type AnswerWith, type Channel, newId } from '@parley/contracts';
import { sessions, type TenantTx } from '@parley/db';
import { addToOutbox } from '../add-to-outbox.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { appendEvents } from './append-events.ts';
import { fetchSessionRow, type SessionRow } from './session-row.ts';

interface NewSession {
  room: string;
  channel: Channel;
  version: { id: AgentVersionId; agentId: AgentId };
  systemPrompt?: string | undefined;
  answerWith?: AnswerWith | undefined;
}

/** Writes a session in state `created`, with all that tells of it; whether it may be, the caller has asked. */
export async function insertSession(
  tx: TenantTx,
  ctx: ServiceContext,
  { room, channel, version, systemPrompt, answerWith }: NewSession,
): Promise<SessionRow> {
  const now = ctx.now();
  const id = newId('session', now.getTime());
  await tx.insert(sessions).values({
    id,
    tenantId: ctx.actor.tenantId,
    room,
    channel,
    state: 'created',
    agentId: version.agentId,
    agentVersionId: version.id,
    systemPrompt,
    answerWith,
    createdAt: now,
  });
  const log = { id, createdAt: now, lastSeq: 0 };
  await appendEvents(tx, ctx, log, [{ event: { type: 'session_state', state: 'created', reason: null } }]);
  await addToOutbox(tx, ctx, [{ event: 'session.started', payload: { session_id: id, room, channel } }]);
  await appendAudit(tx, ctx, {
    action: 'session.create',
    target: { type: 'session', id },
    after: { room, channel, agent_id: version.agentId, agent_version_id: version.id },
  });
  return fetchSessionRow(tx, id);
}
