import type { CampaignContactId, CampaignId } from '@parley/contracts';
import { calls, campaignContacts, withTenant } from '@parley/db';
import { and, asc, eq, gt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { csvLine } from '../tickets/csv-line.ts';
import { fetchCampaign } from './campaign-row.ts';
import { type ContactFilters, contactConditions } from './contact-conditions.ts';
import { waitsUntil } from './contact-row.ts';

const pageSize = 500;

interface ExportContacts {
  ctx: ServiceContext;
  campaignId: CampaignId;
  input: ContactFilters;
}

const columns = [
  'number',
  'contact_id',
  'state',
  'outcome',
  'outcome_detail',
  'attempts',
  'next_at',
  'last_call_id',
  'last_dialed_at',
  'last_answered_at',
  'last_ended_at',
  'last_session_id',
  'variables',
] as const;

/**
 * A campaign's results as CSV, a line a contact in the order of the import, page by page. The export is in the audit
 * log before its first line leaves.
 * @throws DomainError `NOT_FOUND`
 */
export async function exportContacts({
  ctx,
  campaignId,
  input,
}: ExportContacts): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'calls:read');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchCampaign(tx, campaignId);
    await appendAudit(tx, ctx, {
      action: 'campaign.export',
      target: { type: 'campaign', id: campaignId },
      after: input,
    });
  });
  return lines(ctx, campaignId, input);
}

async function* lines(
  ctx: ServiceContext,
  campaignId: CampaignId,
  filters: ContactFilters,
): AsyncGenerator<string> {
  yield csvLine(columns);
  let after: CampaignContactId | undefined;
  do {
    const rows = await readPage(ctx, campaignId, filters, after);
    if (rows.length > 0) yield rows.map(toLine).join('');
    after = rows.length === pageSize ? rows.at(-1)?.contact.id : undefined;
  } while (after);
}

const readPage = (
  ctx: ServiceContext,
  campaignId: CampaignId,
  filters: ContactFilters,
  after: CampaignContactId | undefined,
) =>
  withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select({ contact: campaignContacts, call: calls })
      .from(campaignContacts)
      .leftJoin(
        calls,
        and(
          eq(calls.tenantId, campaignContacts.tenantId),
          eq(calls.campaignContactId, campaignContacts.id),
          eq(calls.attempt, campaignContacts.attempts),
        ),
      )
      .where(and(contactConditions(campaignId, filters), after && gt(campaignContacts.id, after)))
      .orderBy(asc(campaignContacts.id))
      .limit(pageSize),
  );

function toLine({ contact, call }: Awaited<ReturnType<typeof readPage>>[number]): string {
  const time = (at: Date | null | undefined) => at?.toISOString() ?? null;
  const { variables } = contact;
  return csvLine([
    contact.number,
    contact.id,
    contact.state,
    contact.outcome,
    contact.outcomeDetail,
    contact.attempts,
    time(contact.nextAt ?? (call?.state === 'queued' ? waitsUntil(call) : null)),
    call?.id ?? null,
    time(call?.dialedAt),
    time(call?.answeredAt),
    time(call?.endedAt),
    call?.sessionId ?? null,
    Object.keys(variables).length > 0 ? JSON.stringify(variables) : null,
  ]);
}
