import { type SessionEvent, type SessionId, sessionIdSchema, type TranscriptHit } from '@parley/contracts';
import { sessionEvents, withTenant } from '@parley/db';
import { and, desc, isNotNull, sql } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { hitsIn, markedText } from './marked-text.ts';
import { saidQuery } from './said-query.ts';
import { toSegment } from './to-segment.ts';

interface SearchTranscripts {
  ctx: ServiceContext;
  input: { q: string; limit: number; cursor?: string };
}

/**
 * What was said for good that has the words of `q` (English endings do not matter), newest first, hits marked.
 * Words that say nothing alone ("the") find nothing.
 */
export async function searchTranscripts({
  ctx,
  input: { q, limit, cursor },
}: SearchTranscripts): Promise<{ hits: TranscriptHit[]; nextCursor: string | null }> {
  requireScope(ctx, 'sessions:read');
  const before = cursor === undefined ? undefined : parseCursor(cursor);
  const query = saidQuery(q);
  const { sessionId, seq, event } = sessionEvents;
  const found = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => {
    const page = tx
      .select({ sessionId, seq, event })
      .from(sessionEvents)
      .where(
        and(
          isNotNull(sessionEvents.segmentId),
          sql`${sessionEvents.words} @@ ${query}`,
          before && sql`(${sessionId}, ${seq}) < (${before.sessionId}, ${before.seq})`,
        ),
      )
      .orderBy(desc(sessionId), desc(seq))
      .limit(limit + 1)
      .as('page');
    // Outside of the page, so that only what is shown is marked.
    return tx
      .select({
        sessionId: page.sessionId,
        seq: page.seq,
        event: page.event,
        marked: markedText(sql`${page.event} ->> 'text'`, query),
      })
      .from(page)
      .orderBy(desc(page.sessionId), desc(page.seq));
  });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { hits: shown.flatMap(toHit), nextCursor: last ? `${last.sessionId}.${last.seq}` : null };
}

interface Found {
  sessionId: SessionId;
  seq: number;
  event: SessionEvent;
  marked: string;
}

const toHit = ({ sessionId, marked, ...stored }: Found): TranscriptHit[] =>
  toSegment(stored).map((segment) => ({ session_id: sessionId, ...segment, hits: hitsIn(marked) }));

function parseCursor(cursor: string): { sessionId: SessionId; seq: number } {
  const [id, seq = ''] = cursor.split('.');
  const sessionId = sessionIdSchema.safeParse(id);
  if (!sessionId.success || !/^\d{1,15}$/.test(seq) || cursor !== `${id}.${seq}`) {
    throw invalidField('cursor', 'cursor must be a next_cursor of this search');
  }
  return { sessionId: sessionId.data, seq: Number(seq) };
}
