import type { SipTrunkId } from '@parley/contracts';
import { phoneNumbers, sipTrunks, withTenant } from '@parley/db';
import { count, eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { auditFieldsOf, lockTrunk } from './trunk-row.ts';

interface DeleteTrunk {
  ctx: ServiceContext;
  trunkId: SipTrunkId;
}

/** @throws DomainError `NOT_FOUND`; `CONFLICT` while numbers are on it. */
export async function deleteTrunk({ ctx, trunkId }: DeleteTrunk): Promise<void> {
  requireScope(ctx, 'numbers:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockTrunk(tx, trunkId);
    const [used] = await tx
      .select({ count: count() })
      .from(phoneNumbers)
      .where(eq(phoneNumbers.trunkId, trunkId));
    if (used && used.count > 0) {
      throw new DomainError(
        'CONFLICT',
        `${used.count} numbers are on this trunk: delete them, or move them to another, first.`,
      );
    }
    await tx.delete(sipTrunks).where(eq(sipTrunks.id, trunkId));
    await appendAudit(tx, ctx, {
      action: 'sip_trunk.delete',
      target: { type: 'sip_trunk', id: trunkId },
      before: auditFieldsOf(before),
    });
  });
}
