import type { PhoneNumber, PhoneNumberId } from '@parley/contracts';
import { phoneNumbers, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toPhoneNumber } from './number-row.ts';

interface GetNumber {
  ctx: ServiceContext;
  numberId: PhoneNumberId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getNumber({
  ctx,
  numberId,
}: GetNumber): Promise<{ number: PhoneNumber; revision: number }> {
  requireScope(ctx, 'numbers:read');
  const [row] = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(phoneNumbers).where(eq(phoneNumbers.id, numberId)),
  );
  if (!row) throw notFound('phone number');
  return { number: toPhoneNumber(row), revision: row.revision };
}
