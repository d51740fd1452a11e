import { type TicketId, ticketIdSchema } from '@parley/contracts';
import { createTicket, type getTicket } from '@parley/core';
import { createTestTenant } from '@parley/core/testing';
import { openDatabase } from '@parley/db';
import { letLoginBypass, readTicketAsTenant, readTicketByHand } from '@parley/db/testing';
import type { Postgres } from '../../harness/start-postgres.ts';
import { alternate, type Contestant } from './alternate.ts';

const concurrency = 10;
const roundMs = 1_500;
const tenantCount = 20;
const ticketsEach = 20;

/**
 * Reads a second of one ticket by its id, over the same pool, both in a transaction: as the tenant under row-level
 * security, and with the tenant in the `where` under a login that the policies do not bind.
 */
export async function measureRead(postgres: Postgres, rounds: number) {
  const { DATABASE_URL: url, PARLEY_DATABASE_OWNER_URL: ownerUrl } = postgres.env;
  const { db, close } = await openDatabase({ url, ownerUrl });
  try {
    const tickets: { ctx: Parameters<typeof getTicket>[0]['ctx']; id: TicketId }[] = [];
    for (let count = 0; count < tenantCount; count += 1) {
      const { system: ctx } = await createTestTenant(db);
      for (let each = 0; each < ticketsEach; each += 1) {
        const input = { name: 'A caller', phone: '+1 512 555 0100', reason: `Reason ${each}` };
        const { ticket } = await createTicket({ ctx, input });
        tickets.push({ ctx, id: ticketIdSchema.parse(ticket.ticket_id) });
      }
    }
    await letLoginBypass(postgres.superuserUrl, 'parley_login');
    const readsPerSecond =
      (read: (ticket: (typeof tickets)[number]) => Promise<unknown>): Contestant =>
      async () => {
        let reads = 0;
        const began = performance.now();
        const readOn = async (from: number) => {
          for (let at = from; performance.now() - began < roundMs; at += concurrency) {
            await read(tickets[at % tickets.length] as (typeof tickets)[number]);
            reads += 1;
          }
        };
        await Promise.all(Array.from({ length: concurrency }, (_, lane) => readOn(lane)));
        return (reads * 1_000) / (performance.now() - began);
      };
    const scoped = readsPerSecond(({ ctx, id }) => readTicketAsTenant(db, ctx.actor.tenantId, id));
    const byHand = readsPerSecond(({ ctx, id }) => readTicketByHand(db, ctx.actor.tenantId, id));
    await scoped();
    await byHand();
    return await alternate(rounds, scoped, byHand);
  } finally {
    await close();
  }
}
