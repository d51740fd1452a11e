import type { SipTrunk } from '@parley/contracts';
import { sipTrunks, withTenant } from '@parley/db';
import { desc } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import type { Vault } from '../secrets/vault.ts';
import { openPasswords, toTrunk } from './trunk-row.ts';

/** All of the tenant's, newest first; there are few. */
export async function listTrunks({ ctx, vault }: { ctx: ServiceContext; vault: Vault }): Promise<SipTrunk[]> {
  requireScope(ctx, 'numbers:read');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(sipTrunks).orderBy(desc(sipTrunks.id)),
  );
  return rows.map((row) => toTrunk(row, openPasswords(row, vault)));
}
