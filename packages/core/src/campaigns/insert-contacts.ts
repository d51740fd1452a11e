import { setImmediate as breathe } from 'node:timers/promises';
import { type CampaignId, newId } from '@parley/contracts';
import { campaignContacts, type TenantTx } from '@parley/db';
import type { ServiceContext } from '../context.ts';
import type { CheckedContact } from './check-contacts.ts';

const atATime = 1_000;

/** Writes contacts that wait for their first call; their ids sort as they stand in the list. */
export async function insertContacts(
  tx: TenantTx,
  ctx: ServiceContext,
  campaignId: CampaignId,
  contacts: readonly CheckedContact[],
): Promise<void> {
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  for (let first = 0; first < contacts.length; first += atATime) {
    const rows = contacts.slice(first, first + atATime).map(({ number, variables }, index) => ({
      id: newId('campaignContact', now.getTime() + first + index),
      tenantId,
      campaignId,
      number,
      variables,
      nextAt: now,
      createdAt: now,
      updatedAt: now,
    }));
    await tx.insert(campaignContacts).values(rows);
    await breathe();
  }
}
