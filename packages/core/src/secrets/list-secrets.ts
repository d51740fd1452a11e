import type { Secret } from '@parley/contracts';
import { tenantSecrets, withTenant } from '@parley/db';
import { asc } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { toSecret } from './to-secret.ts';

/** Which providers the tenant has keys of; the keys themselves are never shown. */
export async function listSecrets({ ctx }: { ctx: ServiceContext }): Promise<Secret[]> {
  requireScope(ctx, 'secrets:read');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(tenantSecrets).orderBy(asc(tenantSecrets.provider)),
  );
  return rows.map(toSecret);
}
