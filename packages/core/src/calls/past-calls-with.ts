import type { PastCall } from '@parley/contracts';
import { calls, type TenantTx, tickets } from '@parley/db';
import { and, desc, eq, isNotNull, ne, or } from 'drizzle-orm';
import type { CallRow } from './call-row.ts';

/** More would fill the prompt with what nobody asks for. */
const mostCalls = 3;

/**
 * The last conversations with the other telephone of a call, the newest first; none where its number is hidden. The
 * number says which telephone it was, and not who held it.
 */
export async function pastCallsWith(
  tx: TenantTx,
  call: Pick<CallRow, 'id' | 'direction' | 'fromNumber' | 'toNumber'>,
): Promise<PastCall[]> {
  const number = call.direction === 'inbound' ? call.fromNumber : call.toNumber;
  if (number === null) return [];
  const { direction, fromNumber, toNumber, answeredAt } = calls;
  const rows = await tx
    .select({ at: answeredAt, direction, ticket: tickets })
    .from(calls)
    .leftJoin(tickets, eq(tickets.sessionId, calls.sessionId))
    .where(
      and(
        ne(calls.id, call.id),
        isNotNull(answeredAt),
        or(
          and(eq(direction, 'inbound'), eq(fromNumber, number)),
          and(eq(direction, 'outbound'), eq(toNumber, number)),
        ),
      ),
    )
    .orderBy(desc(calls.createdAt))
    .limit(mostCalls);
  return rows.map(({ at, direction, ticket }) => ({
    at: (at as Date).toISOString(),
    direction,
    ticket: ticket && {
      name: ticket.name,
      property: ticket.property,
      reason: ticket.reason,
      summary: ticket.summary,
      status: ticket.status,
    },
  }));
}
