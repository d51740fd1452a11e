import type { Campaign, CampaignId } from '@parley/contracts';
import { campaignContacts, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { fetchServingVersion } from '../agents/serving-version.ts';
import { chooseLine } from '../calls/choose-line.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { lockCampaign, toCampaign } from './campaign-row.ts';
import { moveCampaign, requireMovable } from './move-campaign.ts';

interface StartCampaign {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

/**
 * Begins to call, with the agent as it is published now: later versions do not change a campaign.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION`, `AGENT_NOT_ACTIVE`, `VALIDATION_FAILED` for a number that cannot call
 */
export async function startCampaign({ ctx, campaignId }: StartCampaign): Promise<Campaign> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const campaign = await lockCampaign(tx, campaignId);
    requireMovable(campaign, 'running');
    if (campaign.state === 'paused') {
      throw new DomainError('INVALID_TRANSITION', 'This campaign is paused: resume it.');
    }
    await chooseLine(tx, campaign.numberId ?? undefined);
    const [first] = await tx
      .select({ id: campaignContacts.id })
      .from(campaignContacts)
      .where(eq(campaignContacts.campaignId, campaignId))
      .limit(1);
    if (!first) throw new DomainError('INVALID_TRANSITION', 'There is nobody to call yet: import contacts.');
    const version = await fetchServingVersion(tx, [campaign.agentId]);
    const now = ctx.now();
    const started = await moveCampaign(tx, ctx, campaign, {
      to: 'running',
      action: 'campaign.start',
      set: { agentVersionId: version.id, agentVersion: version.version, startedAt: now, nextSlotAt: now },
    });
    return toCampaign(started);
  });
}
