import type { Campaign, CampaignId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { lockCampaign, toCampaign } from './campaign-row.ts';
import { moveCampaign } from './move-campaign.ts';
import { lockQueuedCalls, recallCall } from './recall-call.ts';

interface PauseCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

/**
 * No call begins any more; those that have begun go on to their end.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION`
 */
export async function pauseCampaign({ ctx, campaignId }: PauseCampaign): Promise<Campaign> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    // Who claims a call holds it and then looks at its campaign; the tenant comes first for all.
    await lockTenant(tx);
    const campaign = await lockCampaign(tx, campaignId);
    const paused = await moveCampaign(tx, ctx, campaign, { to: 'paused', action: 'campaign.pause' });
    for (const call of await lockQueuedCalls(tx, campaignId)) {
      await recallCall(tx, ctx, call, 'The campaign was paused before this call was dialled.');
    }
    return toCampaign(paused);
  });
}
