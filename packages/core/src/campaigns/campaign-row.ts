import type { Campaign, CampaignId, CampaignState } from '@parley/contracts';
import { campaigns, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';

export type CampaignRow = typeof campaigns.$inferSelect;

export const toCampaign = (row: CampaignRow): Campaign => ({
  campaign_id: row.id,
  name: row.name,
  state: row.state,
  agent_id: row.agentId,
  agent_version: row.agentVersion,
  from_number_id: row.numberId,
  from: row.fromNumber,
  ...settingsOf(row),
  started_at: row.startedAt?.toISOString() ?? null,
  ended_at: row.endedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const settingsOf = (row: CampaignRow) => ({
  purpose: row.purpose,
  window: row.callingWindow,
  calls_per_minute: row.callsPerMinute,
  concurrency: row.concurrency,
  retries: row.retries,
  most_attempts: row.mostAttempts,
  best_time: row.bestTime,
});

export const auditFieldsOf = (row: CampaignRow) => ({
  name: row.name,
  state: row.state,
  agent_id: row.agentId,
  agent_version_id: row.agentVersionId,
  number_id: row.numberId,
  ...settingsOf(row),
});

/** @throws DomainError `NOT_FOUND`, also for another tenant's campaign. */
export async function lockCampaign(tx: TenantTx, id: CampaignId): Promise<CampaignRow> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, id)).for('update');
  if (!row) throw notFound('campaign');
  return row;
}

/** @throws DomainError `NOT_FOUND`, also for another tenant's campaign. */
export async function fetchCampaign(tx: TenantTx, id: CampaignId): Promise<CampaignRow> {
  const [row] = await tx.select().from(campaigns).where(eq(campaigns.id, id));
  if (!row) throw notFound('campaign');
  return row;
}

/** Whether its calls are over for good. */
export const isOver = (state: CampaignState): boolean => state === 'stopped' || state === 'completed';
