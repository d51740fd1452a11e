import type { CampaignId, CampaignProgress } from '@parley/contracts';
import { agents, calls, campaignContacts, phoneNumbers, sipTrunks, type TenantTx } from '@parley/db';
import { and, count, eq, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import { isOpen } from '../agents/is-open.ts';
import { selectServingVersions, takesCalls } from '../agents/serving-version.ts';
import { liveCallStates } from '../calls/call-transitions.ts';
import { DomainError } from '../domain-error.ts';
import { hasFreeCall, requireCapacity } from '../sessions/require-capacity.ts';
import type { CampaignRow } from './campaign-row.ts';

type Obstacle = NonNullable<CampaignProgress['held_by']>;

/**
 * What keeps a campaign from one more call now. Calls that wait for a line count as if they had it, so that a campaign
 * never asks for more than can be dialled; to be asked with the tenant locked by who then makes one.
 */
export async function findObstacle(
  tx: TenantTx,
  campaign: CampaignRow,
  now: Date,
): Promise<Obstacle | undefined> {
  if (campaign.callingWindow && !isOpen(campaign.callingWindow, now)) return 'window';
  if (campaign.nextSlotAt && campaign.nextSlotAt > now) return 'pace';
  if ((await countOpen(tx, now, { of: campaign.id })) >= campaign.concurrency) return 'concurrency';
  const [serving] = await selectServingVersions(tx).where(and(takesCalls, eq(agents.id, campaign.agentId)));
  if (!serving) return 'agent';
  return (await lineObstacle(tx, campaign, now)) ?? accountObstacle(tx, now);
}

async function lineObstacle(
  tx: TenantTx,
  { numberId }: CampaignRow,
  now: Date,
): Promise<'number' | 'line' | undefined> {
  if (!numberId) return 'number';
  const [trunk] = await tx
    .select({
      id: sipTrunks.id,
      outbound: sipTrunks.outbound,
      ref: sipTrunks.outboundRef,
      most: sipTrunks.maxCalls,
    })
    .from(phoneNumbers)
    .innerJoin(sipTrunks, eq(sipTrunks.id, phoneNumbers.trunkId))
    .where(eq(phoneNumbers.id, numberId));
  if (!trunk?.outbound) return 'number';
  const full =
    trunk.most !== null && (await countOpen(tx, now, { on: eq(calls.trunkId, trunk.id) })) >= trunk.most;
  return trunk.ref === null || full ? 'line' : undefined;
}

async function accountObstacle(tx: TenantTx, now: Date): Promise<'quota' | 'tenant_suspended' | undefined> {
  try {
    await requireCapacity(tx, now);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === 'TENANT_SUSPENDED' ? 'tenant_suspended' : 'quota';
  }
  const queued = await countOpen(tx, now, { on: eq(calls.state, 'queued') });
  return (await hasFreeCall(tx, queued)) ? undefined : 'quota';
}

/** One that waits longer than this holds no line: it has its hour still to come. */
const soonMs = 60_000;

/** Calls that hold a line, or will soon. */
async function countOpen(
  tx: TenantTx,
  now: Date,
  { of: campaignId, on }: { of?: CampaignId; on?: SQL },
): Promise<number> {
  const soon = new Date(now.getTime() + soonMs);
  const due = and(
    eq(calls.state, 'queued'),
    eq(calls.direction, 'outbound'),
    or(isNull(calls.scheduledAt), lte(calls.scheduledAt, soon)),
    or(isNull(calls.nextAttemptAt), lte(calls.nextAttemptAt, soon)),
  );
  const open = or(inArray(calls.state, [...liveCallStates]), due);
  const query = tx.select({ count: count() }).from(calls).$dynamic();
  if (campaignId) {
    query.innerJoin(
      campaignContacts,
      and(
        eq(campaignContacts.tenantId, calls.tenantId),
        eq(campaignContacts.id, calls.campaignContactId),
        eq(campaignContacts.campaignId, campaignId),
      ),
    );
  }
  const [found] = await query.where(and(open, on));
  return found?.count ?? 0;
}
