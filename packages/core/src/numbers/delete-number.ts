import type { PhoneNumberId } from '@parley/contracts';
import { phoneNumbers, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { auditFieldsOf, lockNumber, touchTrunk } from './number-row.ts';

interface DeleteNumber {
  ctx: ServiceContext;
  numberId: PhoneNumberId;
}

/** Calls to it are no longer answered; those that were stay on record. @throws DomainError `NOT_FOUND` */
export async function deleteNumber({ ctx, numberId }: DeleteNumber): Promise<void> {
  requireScope(ctx, 'numbers:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockNumber(tx, numberId);
    await touchTrunk(tx, before.trunkId);
    await tx.delete(phoneNumbers).where(eq(phoneNumbers.id, numberId));
    await appendAudit(tx, ctx, {
      action: 'phone_number.delete',
      target: { type: 'phone_number', id: numberId },
      before: auditFieldsOf(before),
    });
  });
}
