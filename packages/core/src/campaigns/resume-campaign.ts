import type { Campaign, CampaignId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { lockCampaign, toCampaign } from './campaign-row.ts';
import { moveCampaign, requireMovable } from './move-campaign.ts';

interface ResumeCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

/** Goes on calling where it was paused. @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION` */
export async function resumeCampaign({ ctx, campaignId }: ResumeCampaign): Promise<Campaign> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const campaign = await lockCampaign(tx, campaignId);
    requireMovable(campaign, 'running');
    if (campaign.state !== 'paused') {
      throw new DomainError('INVALID_TRANSITION', 'This campaign has not been started: start it.');
    }
    return toCampaign(await moveCampaign(tx, ctx, campaign, { to: 'running', action: 'campaign.resume' }));
  });
}
