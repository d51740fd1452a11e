import type { CampaignId, contactFiltersSchema } from '@parley/contracts';
import { calls, campaignContacts, type TenantTx } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';

export type ContactFilters = z.output<typeof contactFiltersSchema>;

export const contactConditions = (campaignId: CampaignId, { state, outcome, number }: ContactFilters) =>
  and(
    eq(campaignContacts.campaignId, campaignId),
    state && eq(campaignContacts.state, state),
    outcome && eq(campaignContacts.outcome, outcome),
    number === undefined ? undefined : eq(campaignContacts.number, number),
  );

/** Contacts, each with the call that it has, where that still waits. */
export const selectContacts = (tx: TenantTx) =>
  tx
    .select({ contact: campaignContacts, waiting: calls })
    .from(campaignContacts)
    .leftJoin(
      calls,
      and(
        eq(calls.tenantId, campaignContacts.tenantId),
        eq(calls.campaignContactId, campaignContacts.id),
        eq(calls.attempt, campaignContacts.attempts),
        eq(calls.state, 'queued'),
      ),
    )
    .$dynamic();
