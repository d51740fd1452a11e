import type { DoNotCallId } from '@parley/contracts';
import { doNotCall, withTenant } from '@parley/db';
import { desc, lt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { csvLine } from '../tickets/csv-line.ts';
import { toDoNotCallEntry } from './entry-row.ts';
import { doNotCallColumns, passedOver } from './import-do-not-call.ts';

const pageSize = 1_000;
const columns = [...doNotCallColumns, ...passedOver] as const;

/** The tenant's whole list as CSV, newest first, as an import takes it. The export is in the audit log before its first line leaves. */
export async function exportDoNotCall({ ctx }: { ctx: ServiceContext }): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'dialing:read');
  const target = { type: 'tenant', id: ctx.actor.tenantId };
  await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    appendAudit(tx, ctx, { action: 'do_not_call.export', target }),
  );
  return lines(ctx);
}

async function* lines(ctx: ServiceContext): AsyncGenerator<string> {
  yield csvLine(columns);
  let before: DoNotCallId | undefined;
  do {
    const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
      tx
        .select()
        .from(doNotCall)
        .where(before && lt(doNotCall.id, before))
        .orderBy(desc(doNotCall.id))
        .limit(pageSize),
    );
    if (rows.length > 0) {
      yield rows
        .map(toDoNotCallEntry)
        .map((entry) => csvLine(columns.map((column) => entry[column])))
        .join('');
    }
    before = rows.length === pageSize ? rows.at(-1)?.id : undefined;
  } while (before);
}
