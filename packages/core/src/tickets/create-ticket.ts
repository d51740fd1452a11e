import { createTicketBodySchema, newId, sessionIdSchema, type Ticket } from '@parley/contracts';
import { type TenantTx, tickets, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireSessionAccess } from '../access.ts';
import { addToOutbox } from '../add-to-outbox.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { appendEvents, type StoredEvent } from '../sessions/append-events.ts';
import { lockSession } from '../sessions/session-row.ts';
import { storableJson } from '../storable.ts';
import { normalizePhone } from './normalize-phone.ts';
import { toTicket } from './to-ticket.ts';

const inputSchema = createTicketBodySchema.extend({ sessionId: sessionIdSchema.optional() });
type TicketInput = z.output<typeof inputSchema>;

interface CreateTicket {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * Writes a ticket. A session has one: asked again, the same one comes back, unchanged and without an event.
 * @throws DomainError `VALIDATION_FAILED` naming the fields, `NOT_FOUND` for an unknown session.
 */
export async function createTicket({
  ctx,
  input,
}: CreateTicket): Promise<{ ticket: Ticket; event: StoredEvent | null; created: boolean }> {
  requireSessionAccess(ctx, input.sessionId, 'tickets:write');
  const parsed = storableJson(parseInput(inputSchema, input));
  const phone = normalizePhone(parsed.phone);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = parsed.sessionId && (await lockSession(tx, parsed.sessionId));
    if (session) {
      const [existing] = await tx.select().from(tickets).where(eq(tickets.sessionId, session.id));
      if (existing) return { ticket: toTicket(existing), event: null, created: false };
    }
    const ticket = await insertTicket(tx, ctx, { ...parsed, phone });
    const events = session
      ? await appendEvents(tx, ctx, session, [{ event: { type: 'ticket', ticket } }])
      : [];
    const payload = { ticket_id: ticket.ticket_id, session_id: ticket.session_id };
    await addToOutbox(tx, ctx, [{ event: 'ticket.created', payload }]);
    await appendAudit(tx, ctx, {
      action: 'ticket.create',
      target: { type: 'ticket', id: ticket.ticket_id },
      after: ticket,
    });
    return { ticket, event: events[0] ?? null, created: true };
  });
}

async function insertTicket(tx: TenantTx, ctx: ServiceContext, input: TicketInput): Promise<Ticket> {
  const now = ctx.now();
  const [row] = await tx
    .insert(tickets)
    .values({ ...input, id: newId('ticket', now.getTime()), tenantId: ctx.actor.tenantId, createdAt: now })
    .returning();
  if (!row) throw new Error('the ticket was not written');
  return toTicket(row);
}
