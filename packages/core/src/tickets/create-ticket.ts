import {
  type AgentVersionId,
  createTicketBodySchema,
  newId,
  sessionIdSchema,
  type Ticket,
  ticketPrioritySchema,
  userIdSchema,
} from '@parley/contracts';
import { type TenantTx, tenants, tickets, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { requireSessionAccess } from '../access.ts';
import { addToOutbox } from '../add-to-outbox.ts';
import { localClock } from '../agents/local-clock.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { appendEvents, type StoredEvent } from '../sessions/append-events.ts';
import { fetchFrozenConfig } from '../sessions/fetch-frozen-config.ts';
import { lockSession } from '../sessions/session-row.ts';
import { storableJson } from '../storable.ts';
import { callerSegments } from './caller-segments.ts';
import { checkTold } from './check-told.ts';
import { findDuplicate } from './find-duplicate.ts';
import { findEvidence } from './find-evidence.ts';
import { nextTicketNumber } from './next-ticket-number.ts';
import { normalizePhone } from './normalize-phone.ts';
import { requireMember } from './require-member.ts';
import { toTicket, toTicketRecord } from './to-ticket.ts';

const inputSchema = createTicketBodySchema.extend({
  sessionId: sessionIdSchema.optional(),
  category: z.string().trim().min(1).max(60).nullable().default(null),
  priority: ticketPrioritySchema.default('normal'),
  assigneeId: userIdSchema.nullable().default(null),
});
type ParsedInput = z.output<typeof inputSchema>;
type TicketInput = ParsedInput & ReturnType<typeof checkTold>;

interface CreateTicket {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * Writes a ticket: of what the agent's configuration asks for, or name, phone and reason when the staff write it. A session has one: asked again, the same one comes back, unchanged and without an event.
 * Where the caller said each field is looked up in the session's transcript, unless `evidence` says it.
 * @throws DomainError `VALIDATION_FAILED` naming the fields, `NOT_FOUND` for an unknown session.
 */
export async function createTicket({
  ctx,
  input,
}: CreateTicket): Promise<{ ticket: Ticket; event: StoredEvent | null; created: boolean }> {
  requireSessionAccess(ctx, input.sessionId, 'tickets:write');
  const parsed = parseInput(inputSchema, storableJson(input));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = parsed.sessionId && (await lockSession(tx, parsed.sessionId));
    if (session) {
      const [existing] = await tx.select().from(tickets).where(eq(tickets.sessionId, session.id));
      if (existing) return { ticket: toTicket(existing), event: null, created: false };
    }
    await requireMember(tx, parsed.assigneeId);
    const told =
      session && ctx.actor.type === 'worker'
        ? checkTold(parsed, ...(await rulesOf(tx, ctx, session)))
        : writtenByStaff(parsed);
    const row = await insertTicket(tx, ctx, { ...parsed, ...told });
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

/** What the session's agent collects, and the day on the business's clock. */
async function rulesOf(tx: TenantTx, ctx: ServiceContext, session: { agentVersionId: AgentVersionId }) {
  const { collect, opening_hours: hours } = await fetchFrozenConfig(tx, session);
  const [tenant] = await tx
    .select({ settings: tenants.settings })
    .from(tenants)
    .where(eq(tenants.id, ctx.actor.tenantId));
  const timeZone = hours?.time_zone ?? tenant?.settings.time_zone ?? 'UTC';
  return [collect, localClock(timeZone, ctx.now()).date] as const;
}

function writtenByStaff({ name = '', phone = '', property = '', reason = '', facts = {} }: ParsedInput) {
  for (const [field, value] of Object.entries({ name, phone, reason })) {
    if (value === '') throw invalidField(field, `${field} must not be empty`);
  }
  return { name, phone: normalizePhone(phone), property, reason, facts };
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
