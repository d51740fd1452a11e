import { type SessionFilters, type SessionRecord, sessionIdSchema } from '@parley/contracts';
import { sessions, withTenant } from '@parley/db';
import { and, desc, lt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { sessionConditions } from './session-conditions.ts';
import { outcomesOf } from './session-outcome.ts';
import { selectSessions, toSessionRow } from './session-row.ts';
import { toSessionRecord } from './to-session-record.ts';

interface FindSessions {
  ctx: ServiceContext;
  input: SessionFilters & { limit: number; cursor?: string };
}

/** The tenant's sessions that fit the filters, newest first. `nextCursor` is null on the last page. */
export async function findSessions({
  ctx,
  input: { limit, cursor, ...filters },
}: FindSessions): Promise<{ sessions: SessionRecord[]; nextCursor: string | null }> {
  requireScope(ctx, 'sessions:read');
  const before = sessionIdSchema.optional().safeParse(cursor);
  if (!before.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    // Ids sort by the time they were made.
    const found = await selectSessions(tx)
      .where(and(sessionConditions(filters), before.data && lt(sessions.id, before.data)))
      .orderBy(desc(sessions.id))
      .limit(limit + 1);
    const page = found.slice(0, limit).map(toSessionRow);
    const outcomes = await outcomesOf(
      tx,
      page.map(({ id }) => id),
    );
    return {
      sessions: page.map((row) => toSessionRecord(row, outcomes.get(row.id) ?? null)),
      nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  });
}
