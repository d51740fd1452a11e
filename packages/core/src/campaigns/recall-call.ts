import type { CampaignId } from '@parley/contracts';
import { calls, campaignContacts, type TenantTx } from '@parley/db';
import { and, eq, getTableColumns } from 'drizzle-orm';
import type { CallRow } from '../calls/call-row.ts';
import { moveCall } from '../calls/move-call.ts';
import type { ServiceContext } from '../context.ts';

/** The campaign's calls that nobody has begun to dial, locked. */
export const lockQueuedCalls = (tx: TenantTx, campaignId: CampaignId): Promise<CallRow[]> =>
  tx
    .select(getTableColumns(calls))
    .from(calls)
    .innerJoin(
      campaignContacts,
      and(
        eq(campaignContacts.tenantId, calls.tenantId),
        eq(campaignContacts.id, calls.campaignContactId),
        eq(campaignContacts.campaignId, campaignId),
      ),
    )
    .where(eq(calls.state, 'queued'))
    .for('update', { of: calls });

/** Takes back a call that was not dialled: its contact waits for another, and has lost nothing by it. */
export const recallCall = (tx: TenantTx, ctx: ServiceContext, call: CallRow, detail: string) =>
  moveCall(tx, ctx, call, { to: 'ended', reason: 'cancelled', detail, recalled: true });
