import type { SessionId, SessionOutcome } from '@parley/contracts';
import { sessionEvents, sessions, type TenantTx, tickets } from '@parley/db';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';

const callerSpoke = sql`exists (
  select 1 from ${sessionEvents} as spoken
  where spoken.tenant_id = ${sessions.tenantId} and spoken.session_id = ${sessions.id}
    and spoken.segment_id is not null and spoken.event ->> 'speaker' = 'caller')`;

/** The one place where an outcome is worked out (see `sessionOutcomes`), for queries that join sessions and tickets. */
export const sessionOutcome: SQL<SessionOutcome | null> = sql`case
  when ${sessions.state} not in ('ended', 'failed') then null
  when ${tickets.id} is not null then 'ticket'
  when ${sessions.endReason} in ('no_agent_available', 'agent_never_joined') then 'no_agent'
  when ${sessions.state} = 'failed' then 'failed'
  when ${callerSpoke} then 'answered'
  else 'abandoned' end`;

/** The outcomes of these sessions; of those that go on, null. */
export async function outcomesOf(
  tx: TenantTx,
  ids: SessionId[],
): Promise<Map<SessionId, SessionOutcome | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: sessions.id, outcome: sessionOutcome })
    .from(sessions)
    .leftJoin(tickets, and(eq(tickets.tenantId, sessions.tenantId), eq(tickets.sessionId, sessions.id)))
    .where(inArray(sessions.id, ids));
  return new Map(rows.map(({ id, outcome }) => [id, outcome]));
}
