import {
  type CampaignId,
  type ContactError,
  type ContactImport,
  type ImportContactsBody,
  type importContactsQuerySchema,
  mostCampaignContacts,
  mostImportErrors,
} from '@parley/contracts';
import { campaignContacts, type TenantTx, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { fetchCampaign, isOver, lockCampaign } from './campaign-row.ts';
import { type CheckedContact, checkContacts } from './check-contacts.ts';
import { insertContacts } from './insert-contacts.ts';
import { readContactsCsv } from './read-contacts-csv.ts';

interface ImportContacts {
  ctx: ServiceContext;
  campaignId: CampaignId;
  input: { csv: string } | ImportContactsBody;
  options: z.output<typeof importContactsQuerySchema>;
}

/**
 * Adds contacts to a campaign, all or nothing; with `skip_invalid` those that are in order. Who stands there twice is
 * called once: the first counts. With `dry_run` nothing is written.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION` for a campaign that is over, `VALIDATION_FAILED` with the errors
 */
export async function importContacts({
  ctx,
  campaignId,
  input,
  options,
}: ImportContacts): Promise<ContactImport> {
  requireScope(ctx, 'calls:write');
  const { dry_run: dryRun, skip_invalid: skipInvalid, default_country: country } = options;
  const { lines, errors } = 'csv' in input ? readContactsCsv(input.csv) : linesOf(input);
  const checked = await checkContacts(lines, country);
  errors.push(...checked.errors);
  errors.sort((a, b) => a.line - b.line);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { state } = await (dryRun ? fetchCampaign(tx, campaignId) : lockCampaign(tx, campaignId));
    if (isOver(state))
      throw new DomainError('INVALID_TRANSITION', `This campaign is ${state}: make another.`);
    const known = await numbersOf(tx, campaignId);
    const already = known.size;
    const fresh = checked.contacts.filter(({ number }) => !known.has(number) && known.add(number));
    if (already + fresh.length > mostCampaignContacts) errors.push(tooMany(fresh, already));
    const report: ContactImport = {
      dry_run: dryRun,
      contacts: lines.length,
      added: fresh.length,
      duplicates: checked.contacts.length - fresh.length,
      invalid: lines.length - checked.contacts.length,
      errors: errors.slice(0, mostImportErrors),
    };
    if (dryRun) return report;
    if (errors.some(({ line }) => line === 0) || !skipInvalid) refuse(errors);
    await insertContacts(tx, ctx, campaignId, fresh);
    const { added, duplicates, invalid } = report;
    await appendAudit(tx, ctx, {
      action: 'campaign.import_contacts',
      target: { type: 'campaign', id: campaignId },
      after: { added, duplicates, invalid },
    });
    return report;
  });
}

const linesOf = ({ contacts }: ImportContactsBody) => ({
  lines: contacts.map(({ number, variables = {} }, index) => ({ line: index + 1, number, variables })),
  errors: [] as ContactError[],
});

async function numbersOf(tx: TenantTx, campaignId: CampaignId): Promise<Set<string>> {
  const rows = await tx
    .select({ number: campaignContacts.number })
    .from(campaignContacts)
    .where(eq(campaignContacts.campaignId, campaignId));
  return new Set(rows.map(({ number }) => number));
}

/** Of no single line: not to be skipped. */
const tooMany = (fresh: CheckedContact[], already: number): ContactError => ({
  line: 0,
  path: '',
  message: `The campaign would have ${already + fresh.length} contacts, and takes ${mostCampaignContacts}: make another for the rest.`,
});

function refuse(errors: ContactError[]): void {
  if (errors.length === 0) return;
  throw new DomainError(
    'VALIDATION_FAILED',
    `Nothing was imported: ${errors.length} errors.`,
    errors.slice(0, mostImportErrors).map(({ line, path, message }) => ({
      path: `line ${line}${path === '' ? '' : `: ${path}`}`,
      message,
    })),
  );
}
