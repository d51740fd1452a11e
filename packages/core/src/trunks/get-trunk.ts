import type { SipTrunk, SipTrunkId } from '@parley/contracts';
import { sipTrunks, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import type { Vault } from '../secrets/vault.ts';
import { openPasswords, toTrunk } from './trunk-row.ts';

interface GetTrunk {
  ctx: ServiceContext;
  vault: Vault;
  trunkId: SipTrunkId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getTrunk({
  ctx,
  vault,
  trunkId,
}: GetTrunk): Promise<{ trunk: SipTrunk; revision: number }> {
  requireScope(ctx, 'numbers:read');
  const [row] = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(sipTrunks).where(eq(sipTrunks.id, trunkId)),
  );
  if (!row) throw notFound('trunk');
  return { trunk: toTrunk(row, openPasswords(row, vault)), revision: row.revision };
}
