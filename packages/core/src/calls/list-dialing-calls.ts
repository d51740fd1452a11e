import type { CallId } from '@parley/contracts';
import { calls, withTenant } from '@parley/db';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';

/** The tenant's calls out that nobody has answered yet. */
export async function listDialingCalls({ ctx }: { ctx: ServiceContext }): Promise<CallId[]> {
  requireScope(ctx, 'calls:read');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select({ id: calls.id })
      .from(calls)
      .where(and(eq(calls.direction, 'outbound'), inArray(calls.state, ['dialing', 'ringing'])))
      .orderBy(asc(calls.id)),
  );
  return rows.map(({ id }) => id);
}
