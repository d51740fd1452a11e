import type { Call, CallId } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';

export type CallRow = typeof calls.$inferSelect;

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toCall = (row: CallRow): Call => ({
  call_id: row.id,
  direction: row.direction,
  state: row.state,
  end_reason: row.endReason,
  end_detail: row.endDetail,
  number_id: row.numberId,
  from: row.fromNumber,
  to: row.toNumber,
  agent_id: row.agentId,
  session_id: row.sessionId,
  purpose: row.purpose,
  variables: row.variables,
  transfer: row.transfer,
  scheduled_at: time(row.scheduledAt),
  expires_at: time(row.expiresAt),
  next_attempt_at: time(row.nextAttemptAt),
  block_reason: row.blockReason,
  cost_cents: row.costCents,
  created_at: row.createdAt.toISOString(),
  dialed_at: time(row.dialedAt),
  ringing_at: time(row.ringingAt),
  answered_at: time(row.answeredAt),
  ended_at: time(row.endedAt),
});

/** @throws DomainError `NOT_FOUND`, also for another tenant's call. */
export async function lockCall(tx: TenantTx, id: CallId): Promise<CallRow> {
  const [row] = await tx.select().from(calls).where(eq(calls.id, id)).for('update');
  if (!row) throw notFound('call');
  return row;
}
