import type { SessionOutcome, SessionRecord } from '@parley/contracts';
import type { SessionRow } from './session-row.ts';

/** A session as lists show it. */
export const toSessionRecord = (row: SessionRow, outcome: SessionOutcome | null): SessionRecord => ({
  session_id: row.id,
  room: row.room,
  channel: row.channel,
  state: row.state,
  end_reason: row.endReason,
  outcome,
  agent_id: row.agentId,
  agent_name: row.agentName,
  agent_version_id: row.agentVersionId,
  ticket_id: row.ticketId,
  created_at: row.createdAt.toISOString(),
  active_at: row.activeAt?.toISOString() ?? null,
  ended_at: row.endedAt?.toISOString() ?? null,
  duration_s: row.activeAt && row.endedAt ? (row.endedAt.getTime() - row.activeAt.getTime()) / 1000 : null,
});
