import {
  type DialImportReport,
  type importConsentsBodySchema,
  importedConsentSchema,
  maxImportNumbers,
} from '@parley/contracts';
import { consents, type TenantTx, withTenant } from '@parley/db';
import { inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { checkRecords } from '../csv/check-records.ts';
import { readRecords } from '../csv/read-records.ts';
import { mostErrors, refuseErrors } from '../csv/refuse-errors.ts';
import { storableJson } from '../storable.ts';
import { consentTimesFault } from './consent-times-fault.ts';
import { insertConsents } from './insert-consents.ts';

interface ImportConsents {
  ctx: ServiceContext;
  input: { csv: string } | z.input<typeof importConsentsBodySchema>;
  dryRun: boolean;
  /** Of numbers without a country code. */
  country?: string | undefined;
}

const columns = ['number', 'purpose', 'level', 'given_at', 'expires_at', 'source', 'evidence'] as const;

/**
 * Puts many consents on file, all or nothing; one that is on file already, given for the same at the same moment, is
 * passed over. With `dryRun` nothing is written, and every error is named by its line.
 * @throws DomainError `VALIDATION_FAILED` with the errors, when it is no dry run.
 */
export async function importConsents({
  ctx,
  input,
  dryRun,
  country,
}: ImportConsents): Promise<DialImportReport> {
  requireScope(ctx, 'dialing:write');
  const { records, errors } =
    'csv' in input
      ? readRecords(storableJson(input.csv), {
          columns,
          required: ['number', 'purpose', 'level', 'given_at', 'source'],
          most: maxImportNumbers,
        })
      : {
          records: input.consents.map((fields, index) => ({ line: index + 1, fields: storableJson(fields) })),
          errors: [],
        };
  const now = ctx.now();
  const fault = (value: z.output<typeof importedConsentSchema>) => consentTimesFault(value, now);
  const checked = await checkRecords(records, errors, { schema: importedConsentSchema, country, fault });
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const known = await knownOf(tx, [...new Set(checked.map(({ value }) => value.number))]);
    const fresh = new Map(checked.map(({ value }) => [keyOf({ ...value, givenAt: value.given_at }), value]));
    const { size } = fresh;
    for (const key of known) fresh.delete(key);
    const report = {
      dry_run: dryRun,
      lines: records.length,
      added: fresh.size,
      known: size - fresh.size,
      errors: errors.slice(0, mostErrors),
    };
    if (dryRun) return report;
    refuseErrors(errors);
    await insertConsents(tx, ctx, [...fresh.values()]);
    await appendAudit(tx, ctx, {
      action: 'consent.import',
      target: { type: 'tenant', id: ctx.actor.tenantId },
      after: { added: report.added, known: report.known },
    });
    return report;
  });
}

async function knownOf(tx: TenantTx, numbers: string[]): Promise<string[]> {
  const keys: string[] = [];
  for (let at = 0; at < numbers.length; at += 10_000) {
    const rows = await tx
      .select()
      .from(consents)
      .where(inArray(consents.number, numbers.slice(at, at + 10_000)));
    keys.push(...rows.map(keyOf));
  }
  return keys;
}

const keyOf = (given: { number: string; purpose: string; level: string; givenAt: string | Date }): string =>
  [given.number, given.purpose, given.level, new Date(given.givenAt).toISOString()].join(' ');
