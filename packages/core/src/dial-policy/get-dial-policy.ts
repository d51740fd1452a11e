import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { type KeptPolicy, readDialPolicy } from './policy-row.ts';

export async function getDialPolicy({ ctx }: { ctx: ServiceContext }): Promise<KeptPolicy> {
  requireScope(ctx, 'dialing:read');
  return withTenant(ctx.db, ctx.actor.tenantId, readDialPolicy);
}
