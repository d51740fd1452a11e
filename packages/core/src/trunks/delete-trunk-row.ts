import type { SipTrunkId } from '@parley/contracts';
import { phoneNumbers, sipTrunks, type TenantTx } from '@parley/db';
import { count, eq } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { auditFieldsOf, lockTrunk } from './trunk-row.ts';

/** @throws DomainError `CONFLICT` while numbers are on it. */
export async function requireUnused(tx: TenantTx, trunkId: SipTrunkId): Promise<void> {
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
}

/** @throws DomainError `NOT_FOUND`; `CONFLICT` while numbers are on it. */
export async function deleteTrunkRow(tx: TenantTx, ctx: ServiceContext, trunkId: SipTrunkId): Promise<void> {
  const before = await lockTrunk(tx, trunkId);
  await requireUnused(tx, trunkId);
  await tx.delete(sipTrunks).where(eq(sipTrunks.id, trunkId));
  await appendAudit(tx, ctx, {
    action: 'sip_trunk.delete',
    target: { type: 'sip_trunk', id: trunkId },
    before: auditFieldsOf(before),
  });
}
