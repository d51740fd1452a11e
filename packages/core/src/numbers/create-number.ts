import { type CreatePhoneNumberBody, createPhoneNumberBodySchema, type PhoneNumber } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { insertNumber, unlessInUse } from './insert-number.ts';
import { auditFieldsOf, toPhoneNumber } from './number-row.ts';

interface CreateNumber {
  ctx: ServiceContext;
  input: CreatePhoneNumberBody;
}

/** @throws DomainError `VALIDATION_FAILED`; `CONFLICT` when the number is in use, be it by another tenant. */
export async function createNumber({ ctx, input }: CreateNumber): Promise<PhoneNumber> {
  requireScope(ctx, 'numbers:write');
  const parsed = storableJson(parseInput(createPhoneNumberBodySchema, input));
  return unlessInUse(parsed.number, () =>
    withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
      const row = await insertNumber(tx, ctx, parsed);
      await appendAudit(tx, ctx, {
        action: 'phone_number.create',
        target: { type: 'phone_number', id: row.id },
        after: auditFieldsOf(row),
      });
      return toPhoneNumber(row);
    }),
  );
}
