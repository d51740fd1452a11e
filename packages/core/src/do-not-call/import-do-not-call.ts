import {
  type DialImportReport,
  type importDoNotCallBodySchema,
  importedDoNotCallSchema,
  maxImportNumbers,
} from '@parley/contracts';
import { doNotCall, type TenantTx, withTenant } from '@parley/db';
import { inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { checkRecords } from '../csv/check-records.ts';
import { type CsvRecord, readRecords } from '../csv/read-records.ts';
import { mostErrors, refuseErrors } from '../csv/refuse-errors.ts';
import { instantOf } from '../instant-of.ts';
import { storableJson } from '../storable.ts';
import { upsertEntries } from './upsert-entries.ts';

interface ImportDoNotCall {
  ctx: ServiceContext;
  input: { csv: string } | z.input<typeof importDoNotCallBodySchema>;
  dryRun: boolean;
  /** Of numbers without a country code. */
  country?: string | undefined;
}

export const doNotCallColumns = ['number', 'reason', 'expires_at'] as const;
/** What exports have besides, and imports pass over. */
export const passedOver = ['source', 'session_id', 'created_at'] as const;

/**
 * Puts many numbers on the tenant's list, all or nothing; none that is on it is weakened. With `dryRun` nothing is
 * written, and every error is named by its line.
 * @throws DomainError `VALIDATION_FAILED` with the errors, when it is no dry run.
 */
export async function importDoNotCall({
  ctx,
  input,
  dryRun,
  country,
}: ImportDoNotCall): Promise<DialImportReport> {
  requireScope(ctx, 'dialing:write');
  const { records, errors } =
    'csv' in input
      ? readRecords(storableJson(input.csv), {
          columns: [...doNotCallColumns, ...passedOver],
          required: ['number'],
          most: maxImportNumbers,
        })
      : { records: input.entries.map(toRecord), errors: [] };
  const checked = await checkRecords(records, errors, { schema: importedDoNotCallSchema, country });
  const entries = new Map(checked.map(({ value }) => [value.number, value]));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const known = await countKnown(tx, [...entries.keys()]);
    const report = {
      dry_run: dryRun,
      lines: records.length,
      added: entries.size - known,
      known,
      errors: errors.slice(0, mostErrors),
    };
    if (dryRun) return report;
    refuseErrors(errors);
    const wanted = [...entries.values()].map(({ number, reason, expires_at: expires }) => ({
      number,
      reason,
      expiresAt: expires === null ? null : instantOf(expires),
    }));
    await upsertEntries(tx, ctx, wanted, { source: 'import' });
    await appendAudit(tx, ctx, {
      action: 'do_not_call.import',
      target: { type: 'tenant', id: ctx.actor.tenantId },
      after: { added: report.added, known },
    });
    return report;
  });
}

const toRecord = (fields: Record<string, unknown>, index: number): CsvRecord => ({
  line: index + 1,
  fields: storableJson(fields),
});

async function countKnown(tx: TenantTx, numbers: string[]): Promise<number> {
  let known = 0;
  for (let at = 0; at < numbers.length; at += 10_000) {
    const found = await tx
      .select({ id: doNotCall.id })
      .from(doNotCall)
      .where(inArray(doNotCall.number, numbers.slice(at, at + 10_000)));
    known += found.length;
  }
  return known;
}
