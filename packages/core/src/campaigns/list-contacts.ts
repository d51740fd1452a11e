import {
  type CampaignContact,
  type CampaignId,
  campaignContactIdSchema,
  type listContactsQuerySchema,
} from '@parley/contracts';
import { campaignContacts, withTenant } from '@parley/db';
import { and, asc, gt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { fetchCampaign } from './campaign-row.ts';
import { contactConditions, selectContacts } from './contact-conditions.ts';
import { toContact } from './contact-row.ts';

interface ListContacts {
  ctx: ServiceContext;
  campaignId: CampaignId;
  input: z.output<typeof listContactsQuerySchema>;
}

/** A campaign's contacts that fit the filters, in the order of the import. @throws DomainError `NOT_FOUND` */
export async function listContacts({
  ctx,
  campaignId,
  input: { limit, cursor, ...filters },
}: ListContacts): Promise<{ contacts: CampaignContact[]; nextCursor: string | null }> {
  requireScope(ctx, 'calls:read');
  const after = cursor === undefined ? undefined : parseInput(campaignContactIdSchema, cursor);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchCampaign(tx, campaignId);
    const rows = await selectContacts(tx)
      .where(and(contactConditions(campaignId, filters), after && gt(campaignContacts.id, after)))
      .orderBy(asc(campaignContacts.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    return {
      contacts: page.map(({ contact, waiting }) => toContact(contact, waiting)),
      nextCursor: rows.length > limit ? (page.at(-1)?.contact.id ?? null) : null,
    };
  });
}
