import { type CampaignId, type CampaignProgress, campaignContactStates } from '@parley/contracts';
import { campaignContacts, withTenant } from '@parley/db';
import { count, eq, min, sum } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchCampaign } from './campaign-row.ts';
import { findObstacle } from './find-obstacle.ts';

interface GetProgress {
  ctx: ServiceContext;
  campaignId: CampaignId;
}

/** How far a campaign has come, as of now. @throws DomainError `NOT_FOUND` */
export async function getProgress({ ctx, campaignId }: GetProgress): Promise<CampaignProgress> {
  requireScope(ctx, 'calls:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const campaign = await fetchCampaign(tx, campaignId);
    const groups = await tx
      .select({
        state: campaignContacts.state,
        outcome: campaignContacts.outcome,
        contacts: count(),
        attempts: sum(campaignContacts.attempts).mapWith(Number),
        nextAt: min(campaignContacts.nextAt),
      })
      .from(campaignContacts)
      .where(eq(campaignContacts.campaignId, campaignId))
      .groupBy(campaignContacts.state, campaignContacts.outcome);
    const states = Object.fromEntries(campaignContactStates.map((state) => [state, 0]));
    const outcomes: Record<string, number> = {};
    for (const { state, outcome, contacts } of groups) {
      states[state] = (states[state] ?? 0) + contacts;
      if (outcome) outcomes[outcome] = (outcomes[outcome] ?? 0) + contacts;
    }
    const times = groups.flatMap(({ nextAt }) => nextAt?.getTime() ?? []);
    const nextAt = times.length > 0 ? new Date(Math.min(...times)) : null;
    const due = campaign.state === 'running' && nextAt !== null && nextAt <= ctx.now();
    return {
      contacts: groups.reduce((all, group) => all + group.contacts, 0),
      attempts: groups.reduce((all, group) => all + group.attempts, 0),
      next_at: nextAt?.toISOString() ?? null,
      states: states as CampaignProgress['states'],
      outcomes,
      held_by: due ? ((await findObstacle(tx, campaign, ctx.now())) ?? null) : null,
    };
  });
}
