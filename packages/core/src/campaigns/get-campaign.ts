import type { Campaign, CampaignId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchCampaign, toCampaign } from './campaign-row.ts';

interface GetCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getCampaign({
  ctx,
  campaignId,
}: GetCampaign): Promise<{ campaign: Campaign; revision: number }> {
  requireScope(ctx, 'calls:read');
  const row = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchCampaign(tx, campaignId));
  return { campaign: toCampaign(row), revision: row.revision };
}
