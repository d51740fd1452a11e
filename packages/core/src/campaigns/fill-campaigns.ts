import type { CallId } from '@parley/contracts';
import { campaignContacts, campaigns, phoneNumbers, type TenantTx, withTenant } from '@parley/db';
import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { insertCall } from '../calls/insert-call.ts';
import type { ServiceContext } from '../context.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import type { CampaignRow } from './campaign-row.ts';
import type { ContactRow } from './contact-row.ts';
import { findObstacle } from './find-obstacle.ts';
import { moveCampaign } from './move-campaign.ts';

/** What the pace may catch up on after a pause of ours; beyond it, time is lost. */
const catchUpMs = 1_000;

/**
 * Makes one due contact of the tenant's campaigns a call that waits for its line, all in one transaction: of the
 * campaign that has waited longest of those that may call now. Campaigns with nobody left to call are completed.
 * @returns undefined when no campaign can have one more call now.
 */
export async function fillCampaigns({ ctx }: { ctx: ServiceContext }): Promise<CallId | undefined> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockTenant(tx);
    const running = await tx
      .select()
      .from(campaigns)
      .where(eq(campaigns.state, 'running'))
      .orderBy(sql`${campaigns.filledAt} asc nulls first`, asc(campaigns.id))
      .for('update');
    for (const campaign of running) {
      const now = ctx.now();
      if (await isDone(tx, campaign)) {
        await moveCampaign(tx, ctx, campaign, { to: 'completed', action: 'campaign.complete' });
        continue;
      }
      if (await findObstacle(tx, campaign, now)) continue;
      const contact = await nextDue(tx, campaign, now);
      if (contact) return makeCall(tx, ctx, campaign, contact);
    }
    return undefined;
  });
}

/** A retry that is due goes before those who were never called: it was promised for a time. */
async function nextDue(tx: TenantTx, { id }: CampaignRow, now: Date): Promise<ContactRow | undefined> {
  const due = and(
    eq(campaignContacts.campaignId, id),
    eq(campaignContacts.state, 'waiting'),
    lte(campaignContacts.nextAt, now),
  );
  const first = (which: typeof due) =>
    tx
      .select()
      .from(campaignContacts)
      .where(which)
      .orderBy(asc(campaignContacts.nextAt), asc(campaignContacts.id))
      .limit(1)
      .for('update', { skipLocked: true });
  const [again] = await first(and(due, gt(campaignContacts.attempts, 0)));
  if (again) return again;
  const [next] = await first(due);
  return next;
}

async function makeCall(
  tx: TenantTx,
  ctx: ServiceContext,
  campaign: CampaignRow,
  contact: ContactRow,
): Promise<CallId> {
  const now = ctx.now();
  const attempt = contact.attempts + 1;
  const [line] = campaign.numberId
    ? await tx
        .select({ trunkId: phoneNumbers.trunkId })
        .from(phoneNumbers)
        .where(eq(phoneNumbers.id, campaign.numberId))
    : [];
  const call = await insertCall(tx, ctx, {
    direction: 'outbound',
    state: 'queued',
    numberId: campaign.numberId,
    trunkId: line?.trunkId ?? null,
    fromNumber: campaign.fromNumber,
    toNumber: contact.number,
    agentId: campaign.agentId,
    agentVersionId: campaign.agentVersionId,
    purpose: campaign.purpose,
    variables: contact.variables,
    campaignContactId: contact.id,
    attempt,
  });
  await tx
    .update(campaignContacts)
    .set({ state: 'calling', attempts: attempt, nextAt: null, updatedAt: now })
    .where(eq(campaignContacts.id, contact.id));
  const slot = Math.max(campaign.nextSlotAt?.getTime() ?? 0, now.getTime() - catchUpMs);
  const nextSlotAt = new Date(slot + Math.ceil(60_000 / campaign.callsPerMinute));
  await tx.update(campaigns).set({ nextSlotAt, filledAt: now }).where(eq(campaigns.id, campaign.id));
  return call.id;
}

/** Parked contacts are an outcome: what people decide on them comes after. */
async function isDone(tx: TenantTx, campaign: CampaignRow): Promise<boolean> {
  const [left] = await tx
    .select({ id: campaignContacts.id })
    .from(campaignContacts)
    .where(
      and(
        eq(campaignContacts.campaignId, campaign.id),
        inArray(campaignContacts.state, ['waiting', 'calling']),
      ),
    )
    .limit(1);
  return !left;
}
