import {
  createTicketBodySchema,
  newId,
  sessionIdSchema,
  type Ticket,
  ticketPrioritySchema,
  userIdSchema,
} from '@parley/contracts';
import { type TenantTx, tickets, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { requireSessionAccess } from '../access.ts';
import { addToOutbox } from '../add-to-outbox.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { appendEvents, type StoredEvent } from '../sessions/append-events.ts';
import { lockSession } from '../sessions/session-row.ts';
import { storableJson } from '../storable.ts';
import { callerSegments } from './caller-segments.ts';
import { findDuplicate } from './find-duplicate.ts';
import { findEvidence } from './find-evidence.ts';
import { nextTicketNumber } from './next-ticket-number.ts';
import { normalizePhone } from './normalize-phone.ts';
import { requireMember } from './require-member.ts';
import { toTicket, toTicketRecord } from './to-ticket.ts';

const inputSchema = createTicketBodySchema.extend({
  sessionId: sessionIdSchema.optional(),
  /** Staff may leave it out. */
  property: z.string().trim().max(200, 'property is too long').default(''),
  category: z.string().trim().min(1).max(60).nullable().default(null),
  priority: ticketPrioritySchema.default('normal'),
  assigneeId: userIdSchema.nullable().default(null),
});
type TicketInput = z.output<typeof inputSchema>;

interface CreateTicket {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * Writes a ticket. A session has one: asked again, the same one comes back, unchanged and without an event.
 * Where the caller said each field is looked up in the session's transcript, unless `evidence` says it.
 * @throws DomainError `VALIDATION_FAILED` naming the fields, `NOT_FOUND` for an unknown session.
 */
export async function createTicket({
  ctx,
  input,
}: CreateTicket): Promise<{ ticket: Ticket; event: StoredEvent | null; created: boolean }> {
  requireSessionAccess(ctx, input.sessionId, 'tickets:write');
  const parsed = storableJson(parseInput(inputSchema, input));
  if (ctx.actor.type === 'worker' && parsed.property === '') {
    throw invalidField('property', 'property must not be empty');
  }
  const phone = normalizePhone(parsed.phone);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = parsed.sessionId && (await lockSession(tx, parsed.sessionId));
    if (session) {
      const [existing] = await tx.select().from(tickets).where(eq(tickets.sessionId, session.id));
      if (existing) return { ticket: toTicket(existing), event: null, created: false };
    }
    await requireMember(tx, parsed.assigneeId);
    const row = await insertTicket(tx, ctx, { ...parsed, phone });
    const ticket = toTicket(row);
    const events = session
      ? await appendEvents(tx, ctx, session, [{ event: { type: 'ticket', ticket } }])
      : [];
    const payload = { ticket_id: ticket.ticket_id, session_id: ticket.session_id };
    await addToOutbox(tx, ctx, [{ event: 'ticket.created', payload }]);
    await appendAudit(tx, ctx, {
      action: 'ticket.create',
      target: { type: 'ticket', id: ticket.ticket_id },
      after: { ...toTicketRecord(row), evidence: row.evidence },
    });
    return { ticket, event: events[0] ?? null, created: true };
  });
}

async function insertTicket(tx: TenantTx, ctx: ServiceContext, input: TicketInput) {
  const now = ctx.now();
  const told = { ...input, id: newId('ticket', now.getTime()), createdAt: now };
  const values = {
    ...told,
    tenantId: ctx.actor.tenantId,
    updatedAt: now,
    evidence: await evidenceOf(tx, input),
    number: await nextTicketNumber(tx, ctx),
    duplicateOf: await findDuplicate(tx, told),
  };
  const [row] = await tx.insert(tickets).values(values).returning();
  if (!row) throw new Error('the ticket was not written');
  return row;
}

async function evidenceOf(tx: TenantTx, input: TicketInput): Promise<Record<string, string>> {
  const { sessionId, name, phone, property, reason, facts, evidence: given = {} } = input;
  if (!sessionId) return given;
  const segments = await callerSegments(tx, sessionId);
  const utterances = segments.map(({ segment_id: segmentId, text }) => ({ segmentId, text }));
  return { ...findEvidence({ name, phone, property, reason, ...facts }, utterances), ...given };
}
