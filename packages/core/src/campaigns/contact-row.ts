import type { CampaignContact } from '@parley/contracts';
import type { campaignContacts } from '@parley/db';
import type { CallRow } from '../calls/call-row.ts';

export type ContactRow = typeof campaignContacts.$inferSelect;

type Waiting = Pick<CallRow, 'scheduledAt' | 'nextAttemptAt' | 'blockReason'>;

/** Not dialled before; null: as soon as a line is free. */
export const waitsUntil = ({ nextAttemptAt, scheduledAt }: Waiting): Date | null =>
  nextAttemptAt ?? scheduledAt;

/** @param waiting the call that it has now, where nobody has dialled it yet */
export const toContact = (row: ContactRow, waiting: Waiting | null): CampaignContact => ({
  contact_id: row.id,
  number: row.number,
  variables: row.variables,
  state: row.state,
  outcome: row.outcome,
  outcome_detail: row.outcomeDetail,
  attempts: row.attempts,
  next_at: (row.nextAt ?? (waiting && waitsUntil(waiting)))?.toISOString() ?? null,
  waits_for: waiting?.blockReason ?? null,
  updated_at: row.updatedAt.toISOString(),
});
