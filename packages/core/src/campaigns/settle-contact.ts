import type { CampaignContactState } from '@parley/contracts';
import { calls, campaignContacts, campaigns, doNotCall, type TenantTx } from '@parley/db';
import { and, eq, isNotNull } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { ServiceContext } from '../context.ts';
import { fetchTenant } from '../tenants/tenant-row.ts';
import { type CampaignRow, isOver } from './campaign-row.ts';
import type { ContactRow } from './contact-row.ts';
import { fateOfCall } from './fate-of-call.ts';
import { planRetry } from './plan-retry.ts';

/** Retries of what we could not serve, before we give up; each waits longer, up to a limit. */
const mostUnserved = 20;
const unservedDelayS = (times: number) => Math.min(30 * times, 600);

type Change = Partial<Pick<ContactRow, 'state' | 'failures' | 'nextAt'>>;

/**
 * Takes a contact along with its call, in the same transaction.
 * @param recalled the call was taken back before it was dialled, and is to be made anew
 */
export async function settleContact(
  tx: TenantTx,
  ctx: ServiceContext,
  call: CallRow,
  { recalled = false }: { recalled?: boolean | undefined } = {},
): Promise<void> {
  if (!call.campaignContactId) return;
  const [found] = await tx
    .select({ contact: campaignContacts, campaign: campaigns })
    .from(campaignContacts)
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenantId, campaignContacts.tenantId), eq(campaigns.id, campaignContacts.campaignId)),
    )
    .where(eq(campaignContacts.id, call.campaignContactId))
    .for('update', { of: campaignContacts });
  if (!found) return;
  const { contact, campaign } = found;
  const change = await changeOf(tx, ctx, { call, contact, campaign, recalled });
  if (!change) return;
  await tx
    .update(campaignContacts)
    .set({
      nextAt: null,
      ...change,
      ...(recalled ? {} : { outcome: call.endReason, outcomeDetail: call.endDetail }),
      updatedAt: ctx.now(),
    })
    .where(eq(campaignContacts.id, contact.id));
  const { state } = change;
  if (!state || state === 'waiting' || state === 'calling') return;
  const payload = {
    campaign_id: campaign.id,
    contact_id: contact.id,
    call_id: call.id,
    state,
    outcome: call.endReason,
    attempts: contact.attempts,
  };
  await addToOutbox(tx, ctx, [{ event: 'campaign.contact_settled', payload }]);
}

interface Settling {
  call: CallRow;
  contact: ContactRow;
  campaign: CampaignRow;
  recalled: boolean;
}

async function changeOf(tx: TenantTx, ctx: ServiceContext, settling: Settling): Promise<Change | undefined> {
  const { call, contact, campaign, recalled } = settling;
  if (call.state === 'queued') return { state: 'calling' };
  if (call.state === 'parked') return { state: 'parked' };
  if (call.state !== 'ended' || !call.endReason) return undefined;
  if (recalled) {
    return { state: 'waiting', failures: counted(contact, 'recalled'), nextAt: ctx.now() };
  }
  if (call.answeredAt && (await hasOptedOut(tx, call))) return { state: 'opted_out' };
  const fate = fateOfCall({ endReason: call.endReason, answeredAt: call.answeredAt });
  if ('final' in fate) return { state: fate.final };
  const failures = counted(contact, fate.retry);
  const times = failures[fate.retry] ?? 0;
  const given = contact.attempts - (failures.unserved ?? 0) - (failures.recalled ?? 0);
  const delayS =
    fate.retry === 'unserved'
      ? times <= mostUnserved && unservedDelayS(times)
      : given < campaign.mostAttempts && campaign.retries[fate.retry][times - 1];
  const exhausted: CampaignContactState = 'exhausted';
  if (!delayS || isOver(campaign.state)) return { state: exhausted, failures };
  const earliest = new Date(ctx.now().getTime() + delayS * 1000);
  const nextAt = await retryAt(tx, { campaign, contact, earliest, reason: fate.retry });
  return { state: 'waiting', failures, nextAt };
}

/** Said so in a call, and in this one, or it would not have been dialled. */
async function hasOptedOut(tx: TenantTx, { toNumber }: CallRow): Promise<boolean> {
  const [entry] = await tx
    .select({ id: doNotCall.id })
    .from(doNotCall)
    .where(and(eq(doNotCall.number, toNumber), eq(doNotCall.source, 'call')));
  return entry !== undefined;
}

const counted = ({ failures }: ContactRow, reason: string) => ({
  ...failures,
  [reason]: (failures[reason] ?? 0) + 1,
});

/** Who was not there, or let the machine answer, is tried at another time of the day. */
async function retryAt(
  tx: TenantTx,
  {
    campaign,
    contact,
    earliest,
    reason,
  }: { campaign: CampaignRow; contact: ContactRow; earliest: Date; reason: string },
): Promise<Date> {
  const { callingWindow: window } = campaign;
  const timeZone = window?.time_zone ?? (await fetchTenant(tx)).settings.time_zone ?? 'UTC';
  const vary = campaign.bestTime === 'vary' && (reason === 'no_answer' || reason === 'voicemail');
  if (!vary) return planRetry({ earliest, window, timeZone });
  const dialed = await tx
    .select({ at: calls.dialedAt })
    .from(calls)
    .where(and(eq(calls.campaignContactId, contact.id), isNotNull(calls.dialedAt)));
  const before = dialed.flatMap(({ at }) => at ?? []);
  return planRetry({ earliest, window, timeZone, before });
}
