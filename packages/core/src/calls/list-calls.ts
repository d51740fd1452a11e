import { type Call, callIdSchema, type listCallsQuerySchema } from '@parley/contracts';
import { calls, withTenant } from '@parley/db';
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { instantOf } from '../instant-of.ts';
import { toCall } from './call-row.ts';

interface ListCalls {
  ctx: ServiceContext;
  input: z.output<typeof listCallsQuerySchema>;
}

/** The tenant's calls that fit the filters, newest first. `nextCursor` is null on the last page. */
export async function listCalls({
  ctx,
  input,
}: ListCalls): Promise<{ calls: Call[]; nextCursor: string | null }> {
  requireScope(ctx, 'calls:read');
  const { limit, cursor, direction, state, agent_id: agentId, number_id: numberId, from, to } = input;
  const before = cursor === undefined ? undefined : callIdSchema.safeParse(cursor);
  if (before && !before.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(calls)
      .where(
        and(
          direction && eq(calls.direction, direction),
          state && eq(calls.state, state),
          agentId && eq(calls.agentId, agentId),
          numberId && eq(calls.numberId, numberId),
          from === undefined ? undefined : gte(calls.createdAt, instantOf(from)),
          to === undefined ? undefined : lt(calls.createdAt, instantOf(to)),
          before && lt(calls.id, before.data),
        ),
      )
      .orderBy(desc(calls.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  return { calls: page.map(toCall), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
