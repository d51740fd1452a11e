import type { PhoneNumber } from '@parley/contracts';
import { phoneNumbers, withTenant } from '@parley/db';
import { asc } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { toPhoneNumber } from './number-row.ts';

/** All of the tenant's numbers, in order. */
export async function listNumbers({ ctx }: { ctx: ServiceContext }): Promise<PhoneNumber[]> {
  requireScope(ctx, 'numbers:read');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(phoneNumbers).orderBy(asc(phoneNumbers.number)),
  );
  return rows.map(toPhoneNumber);
}
