import type { CampaignContactDetails, CampaignContactId, CampaignId } from '@parley/contracts';
import { calls, campaignContacts, withTenant } from '@parley/db';
import { and, asc, eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { toCall } from '../calls/call-row.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { contactConditions, selectContacts } from './contact-conditions.ts';
import { toContact } from './contact-row.ts';

interface GetContact {
  ctx: ServiceContext;
  campaignId: CampaignId;
  contactId: CampaignContactId;
}

/** With its calls, one for each attempt. @throws DomainError `NOT_FOUND` */
export async function getContact({
  ctx,
  campaignId,
  contactId,
}: GetContact): Promise<CampaignContactDetails> {
  requireScope(ctx, 'calls:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [found] = await selectContacts(tx).where(
      and(contactConditions(campaignId, {}), eq(campaignContacts.id, contactId)),
    );
    if (!found) throw notFound('contact');
    const attempts = await tx
      .select()
      .from(calls)
      .where(eq(calls.campaignContactId, contactId))
      .orderBy(asc(calls.attempt));
    return { ...toContact(found.contact, found.waiting), calls: attempts.map(toCall) };
  });
}
