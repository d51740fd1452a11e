import { type SessionId, sessionIdSchema } from '@parley/contracts';
import { sessions, withTenant } from '@parley/db';
import { desc, lt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { type SessionRow, selectSessions, toSessionRow } from './session-row.ts';

interface ListSessions {
  ctx: ServiceContext;
  input: { limit: number; cursor?: string };
}

/** The tenant's sessions, newest first. `nextCursor` is null on the last page. */
export async function listSessions({
  ctx,
  input: { limit, cursor },
}: ListSessions): Promise<{ sessions: SessionRow[]; nextCursor: string | null }> {
  requireScope(ctx, 'sessions:read');
  const before = cursor === undefined ? undefined : parseCursor(cursor);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    // Ids sort by the time they were made.
    const found = await selectSessions(tx)
      .where(before && lt(sessions.id, before))
      .orderBy(desc(sessions.id))
      .limit(limit + 1);
    const page = found.slice(0, limit).map(toSessionRow);
    return { sessions: page, nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null };
  });
}

function parseCursor(cursor: string): SessionId {
  const parsed = sessionIdSchema.safeParse(cursor);
  if (!parsed.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  return parsed.data;
}
