import { calls, campaignContacts, campaigns, type TenantTx } from '@parley/db';
import { and, eq, getTableColumns } from 'drizzle-orm';
import { isOpen } from '../agents/is-open.ts';
import type { CallRow } from '../calls/call-row.ts';
import type { ServiceContext } from '../context.ts';
import { planRetry } from './plan-retry.ts';
import { recallCall } from './recall-call.ts';

/**
 * Keeps a campaign's call from being dialled while the campaign is paused, or its window closed: since it was made,
 * time may have passed. @returns whether it is not to be dialled now.
 */
export async function holdBack(tx: TenantTx, ctx: ServiceContext, call: CallRow): Promise<boolean> {
  if (!call.campaignContactId) return false;
  const [campaign] = await tx
    .select(getTableColumns(campaigns))
    .from(campaigns)
    .innerJoin(
      campaignContacts,
      and(eq(campaignContacts.tenantId, campaigns.tenantId), eq(campaignContacts.campaignId, campaigns.id)),
    )
    .where(eq(campaignContacts.id, call.campaignContactId));
  if (campaign?.state === 'paused') {
    await recallCall(tx, ctx, call, 'The campaign was paused before this call was dialled.');
    return true;
  }
  const now = ctx.now();
  const window = campaign?.callingWindow;
  if (!window || isOpen(window, now)) return false;
  const scheduledAt = planRetry({ earliest: now, window, timeZone: window.time_zone });
  await tx
    .update(calls)
    .set({ scheduledAt, revision: call.revision + 1, updatedAt: now })
    .where(eq(calls.id, call.id));
  return true;
}
