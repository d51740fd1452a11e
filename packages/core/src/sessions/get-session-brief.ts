import type { SessionBrief, SessionId } from '@parley/contracts';
import { calls, knowledgeItems, tenants, withTenant } from '@parley/db';
import { asc, eq } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import { isOpen } from '../agents/is-open.ts';
import { readConfig } from '../agents/read-config.ts';
import { pastCallsWith } from '../calls/past-calls-with.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { recordingNeedOf } from '../recordings/recording-need.ts';
import { fetchSoFar } from './fetch-so-far.ts';
import { fetchSessionRow } from './session-row.ts';

interface GetSessionBrief {
  ctx: ServiceContext;
  sessionId: SessionId;
}

/**
 * All that a worker needs to hold the conversation, beside the tenant's keys (`openSecrets`).
 * @throws DomainError `NOT_FOUND`
 */
export async function getSessionBrief({
  ctx,
  sessionId,
}: GetSessionBrief): Promise<Omit<SessionBrief, 'provider_keys'>> {
  requireSessionAccess(ctx, sessionId, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = await fetchSessionRow(tx, sessionId);
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, session.tenantId));
    if (!tenant) throw notFound('tenant');
    const topics = await tx
      .select({ title: knowledgeItems.title })
      .from(knowledgeItems)
      .orderBy(asc(knowledgeItems.category), asc(knowledgeItems.title));
    const [call] =
      session.channel === 'phone' ? await tx.select().from(calls).where(eq(calls.sessionId, sessionId)) : [];
    const config = readConfig(session.config);
    const hours = config.opening_hours;
    return {
      session_id: session.id,
      livekit_room: session.livekitRoom,
      channel: session.channel,
      tenant_name: tenant.name,
      agent_name: session.agentName,
      is_open: hours === null || isOpen(hours, ctx.now()),
      answer_with: session.answerWith,
      call: call
        ? {
            direction: call.direction,
            from: call.fromNumber,
            to: call.toNumber,
            variables: call.variables,
            past_calls: await pastCallsWith(tx, call),
          }
        : null,
      time_zone: hours?.time_zone ?? tenant.settings.time_zone ?? 'UTC',
      config,
      recording: recordingNeedOf({ settings: config.recording, channel: session.channel, call }),
      system_prompt: session.systemPrompt,
      knowledge_topics: topics.map(({ title }) => title),
      so_far: await fetchSoFar(tx, sessionId),
    };
  });
}
