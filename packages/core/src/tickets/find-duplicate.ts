import type { TicketId } from '@parley/contracts';
import { type TenantTx, tickets } from '@parley/db';
import { and, asc, eq, gt, lte, ne } from 'drizzle-orm';
import { significantWords } from './words-of.ts';

const windowMs = 24 * 60 * 60 * 1000;

interface Told {
  id: TicketId;
  phone: string;
  reason: string;
  createdAt: Date;
}

/** The oldest ticket of the 24 hours before with the same phone and the same matter. */
export async function findDuplicate(tx: TenantTx, told: Told): Promise<TicketId | null> {
  // Without a number nobody is the same caller.
  if (told.phone === '') return null;
  const earlier = await tx
    .select({ id: tickets.id, reason: tickets.reason })
    .from(tickets)
    .where(
      and(
        eq(tickets.phone, told.phone),
        gt(tickets.createdAt, new Date(told.createdAt.getTime() - windowMs)),
        lte(tickets.createdAt, told.createdAt),
        ne(tickets.id, told.id),
      ),
    )
    .orderBy(asc(tickets.number))
    .limit(100);
  return earlier.find(({ reason }) => isSameMatter(reason, told.reason))?.id ?? null;
}

/** Whether more than half of the significant words of the shorter one are in the other. */
export function isSameMatter(one: string, other: string): boolean {
  const [few, many] = [significantWords(one), significantWords(other)].sort((a, b) => a.size - b.size);
  if (!few || !many || few.size === 0) return false;
  return [...few].filter((word) => many.has(word)).length > few.size / 2;
}
