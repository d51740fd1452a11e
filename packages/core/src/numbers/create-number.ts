import {
  type CreatePhoneNumberBody,
  createPhoneNumberBodySchema,
  newId,
  type PhoneNumber,
} from '@parley/contracts';
import { phoneNumbers, violatedConstraint, withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { auditFieldsOf, requireAgents, toPhoneNumber, touchTrunk } from './number-row.ts';

interface CreateNumber {
  ctx: ServiceContext;
  input: CreatePhoneNumberBody;
}

/** @throws DomainError `VALIDATION_FAILED`; `CONFLICT` when the number is in use, be it by another tenant. */
export async function createNumber({ ctx, input }: CreateNumber): Promise<PhoneNumber> {
  requireScope(ctx, 'numbers:write');
  const parsed = storableJson(parseInput(createPhoneNumberBodySchema, input));
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const id = newId('phoneNumber', now.getTime());
  try {
    return await withTenant(ctx.db, tenantId, async (tx) => {
      await touchTrunk(tx, parsed.trunk_id);
      await requireAgents(tx, parsed);
      const [row] = await tx
        .insert(phoneNumbers)
        .values({
          id,
          tenantId,
          number: parsed.number,
          trunkId: parsed.trunk_id,
          agentId: parsed.agent_id,
          outsideHours: parsed.outside_hours,
          label: parsed.label,
          createdAt: now,
          updatedAt: now,
        })
        .returning();
      if (!row) throw new Error('the number was not written');
      await appendAudit(tx, ctx, {
        action: 'phone_number.create',
        target: { type: 'phone_number', id },
        after: auditFieldsOf(row),
      });
      return toPhoneNumber(row);
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'phone_numbers_number_key') throw error;
    throw new DomainError('CONFLICT', `The number ${parsed.number} is in use already.`);
  }
}
