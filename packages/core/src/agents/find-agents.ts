import { type AgentSummary, agentIdSchema, listAgentRecordsQuerySchema } from '@parley/contracts';
import { agents, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { isThere, selectAgents, toAgentSummary } from './agent-row.ts';

interface FindAgents {
  ctx: ServiceContext;
  input: z.input<typeof listAgentRecordsQuerySchema>;
}

/** The tenant's agents, whatever their status, the newest first. `nextCursor` is null on the last page. */
export async function findAgents({
  ctx,
  input,
}: FindAgents): Promise<{ agents: AgentSummary[]; nextCursor: string | null }> {
  requireScope(ctx, 'agents:read');
  const { status, limit, cursor } = parseInput(listAgentRecordsQuerySchema, input);
  const before = cursor === undefined ? undefined : parseCursor(cursor);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    selectAgents(tx)
      .where(and(isThere, status && eq(agents.status, status), before && lt(agents.id, before)))
      .orderBy(desc(agents.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit).map(toAgentSummary);
  return { agents: page, nextCursor: rows.length > limit ? (page.at(-1)?.agent_id ?? null) : null };
}

function parseCursor(cursor: string) {
  const parsed = agentIdSchema.safeParse(cursor);
  if (!parsed.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  return parsed.data;
}
