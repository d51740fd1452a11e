import type { Tenant } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchTenant, toTenant } from './tenant-row.ts';

export async function getTenant({
  ctx,
}: {
  ctx: ServiceContext;
}): Promise<{ tenant: Tenant; revision: number }> {
  requireScope(ctx, 'tenant:read');
  const row = await withTenant(ctx.db, ctx.actor.tenantId, fetchTenant);
  return { tenant: toTenant(row), revision: row.revision };
}
