import { type AgentId, type AgentVersionSummary, listAgentVersionsQuerySchema } from '@parley/contracts';
import { agentVersions, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { fetchAgent } from './agent-row.ts';
import { toVersionSummary } from './agent-version-row.ts';

interface ListAgentVersions {
  ctx: ServiceContext;
  agentId: AgentId;
  input: z.input<typeof listAgentVersionsQuerySchema>;
}

/**
 * What was published of an agent, the newest first. `nextCursor` is null on the last page.
 * @throws DomainError `NOT_FOUND`
 */
export async function listAgentVersions({
  ctx,
  agentId,
  input,
}: ListAgentVersions): Promise<{ versions: AgentVersionSummary[]; nextCursor: string | null }> {
  requireScope(ctx, 'agents:read');
  const { limit, cursor } = parseInput(listAgentVersionsQuerySchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchAgent(tx, agentId);
    const rows = await tx
      .select()
      .from(agentVersions)
      .where(and(eq(agentVersions.agentId, agentId), cursor ? lt(agentVersions.version, cursor) : undefined))
      .orderBy(desc(agentVersions.version))
      .limit(limit + 1);
    const versions = rows.slice(0, limit).map(toVersionSummary);
    return { versions, nextCursor: rows.length > limit ? String(versions.at(-1)?.version) : null };
  });
}
