import { type Campaign, campaignIdSchema, type listCampaignsQuerySchema } from '@parley/contracts';
import { campaigns, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { toCampaign } from './campaign-row.ts';

interface ListCampaigns {
  ctx: ServiceContext;
  input: z.output<typeof listCampaignsQuerySchema>;
}

/** The tenant's campaigns, newest first. `nextCursor` is null on the last page. */
export async function listCampaigns({
  ctx,
  input: { limit, cursor, state },
}: ListCampaigns): Promise<{ campaigns: Campaign[]; nextCursor: string | null }> {
  requireScope(ctx, 'calls:read');
  const before = cursor === undefined ? undefined : parseInput(campaignIdSchema, cursor);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(campaigns)
      .where(and(state && eq(campaigns.state, state), before && lt(campaigns.id, before)))
      .orderBy(desc(campaigns.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  return {
    campaigns: page.map(toCampaign),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
