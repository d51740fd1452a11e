import { type DoNotCallEntry, doNotCallIdSchema, type listDoNotCallQuerySchema } from '@parley/contracts';
import { doNotCall, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { toDoNotCallEntry } from './entry-row.ts';

interface ListDoNotCall {
  ctx: ServiceContext;
  input: z.output<typeof listDoNotCallQuerySchema>;
}

/** The tenant's own list, newest first. `nextCursor` is null on the last page. */
export async function listDoNotCall({
  ctx,
  input: { source, limit, cursor },
}: ListDoNotCall): Promise<{ entries: DoNotCallEntry[]; nextCursor: string | null }> {
  requireScope(ctx, 'dialing:read');
  const before = cursor === undefined ? undefined : doNotCallIdSchema.safeParse(cursor);
  if (before && !before.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(doNotCall)
      .where(and(source && eq(doNotCall.source, source), before && lt(doNotCall.id, before.data)))
      .orderBy(desc(doNotCall.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  return {
    entries: page.map(toDoNotCallEntry),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
