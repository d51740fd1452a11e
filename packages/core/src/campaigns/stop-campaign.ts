import type { Campaign, CampaignId } from '@parley/contracts';
import { campaignContacts, withTenant } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { moveCall } from '../calls/move-call.ts';
import type { ServiceContext } from '../context.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { lockCampaign, toCampaign } from './campaign-row.ts';
import { moveCampaign } from './move-campaign.ts';
import { lockQueuedCalls } from './recall-call.ts';

interface StopCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

const detail = 'The campaign was stopped.';

/**
 * Gives a campaign up: nobody who waits is called any more; calls that have begun go on to their end.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION`
 */
export async function stopCampaign({ ctx, campaignId }: StopCampaign): Promise<Campaign> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    // Who claims a call holds it and then looks at its campaign; the tenant comes first for all.
    await lockTenant(tx);
    const campaign = await lockCampaign(tx, campaignId);
    const stopped = await moveCampaign(tx, ctx, campaign, { to: 'stopped', action: 'campaign.stop' });
    for (const call of await lockQueuedCalls(tx, campaignId)) {
      await moveCall(tx, ctx, call, { to: 'ended', reason: 'cancelled', detail });
    }
    await tx
      .update(campaignContacts)
      .set({ state: 'cancelled', outcomeDetail: detail, nextAt: null, updatedAt: ctx.now() })
      .where(and(eq(campaignContacts.campaignId, campaignId), eq(campaignContacts.state, 'waiting')));
    return toCampaign(stopped);
  });
}
