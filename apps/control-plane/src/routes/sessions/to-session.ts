import type { Session } from '@parley/contracts';
import type { SessionRow } from '@parley/core';

/** A session as the API shows it. */
export const toSession = (row: SessionRow): Session => ({
  session_id: row.id,
  room: row.room,
  channel: row.channel,
  state: row.state,
  end_reason: row.endReason,
  agent_id: row.agentId,
  agent_name: row.agentName,
  ticket_id: row.ticketId,
  created_at: row.createdAt.toISOString(),
  active_at: row.activeAt?.toISOString() ?? null,
  ended_at: row.endedAt?.toISOString() ?? null,
});
