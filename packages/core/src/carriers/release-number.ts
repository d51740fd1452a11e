import type { PhoneNumberId } from '@parley/contracts';
import { phoneNumbers, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { auditFieldsOf, lockNumber, touchTrunk } from '../numbers/number-row.ts';
import type { Carrier } from '../ports/carrier.ts';
import type { Vault } from '../secrets/vault.ts';
import { requireCarrierAccount } from './require-carrier-account.ts';

interface ReleaseNumber {
  ctx: ServiceContext;
  vault: Vault;
  carrier: Carrier;
  numberId: PhoneNumberId;
}

/**
 * Gives a number back to the carrier, for good, and deletes it. It stays as it is when the carrier fails.
 * @throws DomainError `NOT_FOUND`, `CARRIER_NOT_CONNECTED`, `CONFLICT` for one that was not bought; what the carrier throws
 */
export async function releaseNumber({ ctx, vault, carrier, numberId }: ReleaseNumber): Promise<void> {
  requireScope(ctx, 'numbers:buy');
  const { tenantId } = ctx.actor;
  const { account, ref } = await withTenant(ctx.db, tenantId, async (tx) => {
    const { carrierRef } = await lockNumber(tx, numberId);
    if (carrierRef === null) {
      throw new DomainError(
        'CONFLICT',
        'This number was not bought with Parley: delete it without release=true.',
      );
    }
    return { account: await requireCarrierAccount(tx, vault), ref: carrierRef };
  });
  await carrier.releaseNumber(account, ref);
  await withTenant(ctx.db, tenantId, async (tx) => {
    const before = await lockNumber(tx, numberId);
    await touchTrunk(tx, before.trunkId);
    await tx.delete(phoneNumbers).where(eq(phoneNumbers.id, numberId));
    await appendAudit(tx, ctx, {
      action: 'phone_number.release',
      target: { type: 'phone_number', id: numberId },
      before: { ...auditFieldsOf(before), carrier_ref: ref },
    });
  });
}
