import { type TicketId, type UpdateTicketBody, updateTicketBodySchema } from '@parley/contracts';
import { type TenantTx, withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { callerSegments } from './caller-segments.ts';
import { changeTicket } from './change-ticket.ts';
import { findDuplicate } from './find-duplicate.ts';
import { findEvidence } from './find-evidence.ts';
import { normalizePhone } from './normalize-phone.ts';
import { requireMember } from './require-member.ts';
import { lockTicketRow, type RevisedTicket } from './ticket-row.ts';
import type { TicketRow } from './to-ticket.ts';

interface UpdateTicket {
  ctx: ServiceContext;
  ticketId: TicketId;
  /** `revision`: the one that the client has seen. */
  input: { changes: UpdateTicketBody; revision?: number | undefined };
}

/**
 * Changes the fields that are given. Evidence and the hint at a duplicate follow what the caller's fields say now.
 * @throws DomainError `VALIDATION_FAILED` naming the fields, `NOT_FOUND`, `PRECONDITION_FAILED`.
 */
export async function updateTicket({ ctx, ticketId, input }: UpdateTicket): Promise<RevisedTicket> {
  requireScope(ctx, 'tickets:write');
  const changes = parseInput(updateTicketBodySchema, storableJson(input.changes));
  const { assignee_id: assigneeId, ...fields } = changes;
  if (fields.phone) fields.phone = normalizePhone(fields.phone);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const row = await lockTicketRow(tx, ticketId);
    requireRevision(row.revision, input.revision);
    requireNotEmptied(row, fields);
    await requireMember(tx, assigneeId);
    const next = { ...row, ...fields, ...(assigneeId !== undefined && { assigneeId }) };
    const toldAnew = next.phone !== row.phone || next.reason !== row.reason;
    const values = {
      ...fields,
      ...(assigneeId !== undefined && { assigneeId }),
      evidence: await evidenceOf(tx, row, next),
      duplicateOf: toldAnew ? await findDuplicate(tx, next) : row.duplicateOf,
    };
    return changeTicket(tx, ctx, row, { action: 'ticket.update', values });
  });
}

/** What an agent did not collect may stay empty; what is known is not taken away. */
function requireNotEmptied(row: TicketRow, fields: UpdateTicketBody): void {
  for (const field of ['name', 'phone', 'reason'] as const) {
    if (fields[field] === '' && row[field] !== '') throw invalidField(field, `${field} must not be empty`);
  }
}

/** The caller's fields; a map, for facts may have any name. */
const toldBy = ({ name, phone, property, reason, facts }: TicketRow): Map<string, unknown> =>
  new Map(Object.entries({ ...facts, name, phone, property, reason }));

/** What stayed keeps its utterance; what changed is looked for anew. */
async function evidenceOf(tx: TenantTx, row: TicketRow, next: TicketRow): Promise<Record<string, string>> {
  const was = toldBy(row);
  const is = toldBy(next);
  const kept = Object.entries(row.evidence).filter(
    ([field]) => is.has(field) && is.get(field) === was.get(field),
  );
  const changed = [...is].filter(([field, value]) => value !== was.get(field));
  const segments = row.sessionId && changed.length > 0 ? await callerSegments(tx, row.sessionId) : [];
  const utterances = segments.map(({ segment_id: segmentId, text }) => ({ segmentId, text }));
  return { ...Object.fromEntries(kept), ...findEvidence(Object.fromEntries(changed), utterances) };
}
