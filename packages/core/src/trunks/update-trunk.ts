import type { SipTrunk, SipTrunkBody, SipTrunkId } from '@parley/contracts';
import { sipTrunks, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { requireRevision } from '../require-revision.ts';
import type { Vault } from '../secrets/vault.ts';
import { checkTrunk } from './check-trunk.ts';
import { auditFieldsOf, lockTrunk, openPasswords, sealPasswords, toTrunk } from './trunk-row.ts';

interface UpdateTrunk {
  ctx: ServiceContext;
  vault: Vault;
  trunkId: SipTrunkId;
  input: SipTrunkBody;
  ifRevision?: number | undefined;
}

/** @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`, `VALIDATION_FAILED` */
export async function updateTrunk({
  ctx,
  vault,
  trunkId,
  input,
  ifRevision,
}: UpdateTrunk): Promise<{ trunk: SipTrunk; revision: number }> {
  requireScope(ctx, 'numbers:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockTrunk(tx, trunkId);
    requireRevision(before.revision, ifRevision);
    const { settings, passwords } = checkTrunk(input, openPasswords(before, vault) ?? {});
    const [row] = await tx
      .update(sipTrunks)
      .set({
        ...settings,
        ...sealPasswords(passwords, vault, { tenantId: before.tenantId, id: trunkId }),
        syncState: 'pending',
        revision: before.revision + 1,
        updatedAt: ctx.now(),
      })
      .where(eq(sipTrunks.id, trunkId))
      .returning();
    if (!row) throw new Error('the trunk was not written');
    await appendAudit(tx, ctx, {
      action: 'sip_trunk.update',
      target: { type: 'sip_trunk', id: trunkId },
      before: auditFieldsOf(before),
      after: auditFieldsOf(row),
    });
    return { trunk: toTrunk(row, passwords), revision: row.revision };
  });
}
