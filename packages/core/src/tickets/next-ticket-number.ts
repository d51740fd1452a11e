import { type TenantTx, ticketCounters } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';

/** The next of the tenant's ticket numbers. Whoever asks next waits until this transaction ends, so none is left out. */
export async function nextTicketNumber(
  tx: TenantTx,
  { actor: { tenantId } }: ServiceContext,
): Promise<number> {
  const [counter] = await tx
    .insert(ticketCounters)
    .values({ tenantId, last: 1 })
    .onConflictDoUpdate({ target: ticketCounters.tenantId, set: { last: sql`${ticketCounters.last} + 1` } })
    .returning();
  if (!counter) throw new Error('the ticket got no number');
  return counter.last;
}
