import {
  type PhoneNumber,
  type PhoneNumberId,
  type UpdatePhoneNumberBody,
  updatePhoneNumberBodySchema,
} from '@parley/contracts';
import { phoneNumbers, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { auditFieldsOf, lockNumber, requireAgents, toPhoneNumber, touchTrunk } from './number-row.ts';

interface UpdateNumber {
  ctx: ServiceContext;
  numberId: PhoneNumberId;
  input: UpdatePhoneNumberBody;
  ifRevision?: number | undefined;
}

/** Who answers a number, and on which trunk it is. @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED` */
export async function updateNumber({
  ctx,
  numberId,
  input,
  ifRevision,
}: UpdateNumber): Promise<{ number: PhoneNumber; revision: number }> {
  requireScope(ctx, 'numbers:write');
  const parsed = storableJson(parseInput(updatePhoneNumberBodySchema, input));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockNumber(tx, numberId);
    requireRevision(before.revision, ifRevision);
    if (before.trunkId !== parsed.trunk_id) {
      // In one order, whatever the move, or two at once could wait for each other.
      for (const trunkId of [before.trunkId, parsed.trunk_id].sort()) await touchTrunk(tx, trunkId);
    }
    await requireAgents(tx, parsed);
    const [row] = await tx
      .update(phoneNumbers)
      .set({
        trunkId: parsed.trunk_id,
        agentId: parsed.agent_id,
        outsideHours: parsed.outside_hours,
        label: parsed.label,
        revision: before.revision + 1,
        updatedAt: ctx.now(),
      })
      .where(eq(phoneNumbers.id, numberId))
      .returning();
    if (!row) throw new Error('the number was not written');
    await appendAudit(tx, ctx, {
      action: 'phone_number.update',
      target: { type: 'phone_number', id: numberId },
      before: auditFieldsOf(before),
      after: auditFieldsOf(row),
    });
    return { number: toPhoneNumber(row), revision: row.revision };
  });
}
