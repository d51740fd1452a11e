import { type AddConsentBody, addConsentBodySchema, type ConsentRecord } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { requireDialable } from '../calls/require-dialable.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { toConsent } from './consent-row.ts';
import { consentTimesFault } from './consent-times-fault.ts';
import { insertConsents } from './insert-consents.ts';

interface AddConsent {
  ctx: ServiceContext;
  input: AddConsentBody;
}

/** Puts on file what somebody has agreed to be called for, with what proves it. @throws DomainError `VALIDATION_FAILED` */
export async function addConsent({ ctx, input }: AddConsent): Promise<ConsentRecord> {
  requireScope(ctx, 'dialing:write');
  const body = parseInput(addConsentBodySchema, storableJson(input));
  requireDialable('number', body.number);
  const fault = consentTimesFault(body, ctx.now());
  if (fault) throw invalidField(fault.path, fault.message);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [row] = await insertConsents(tx, ctx, [body]);
    if (!row) throw new Error('the consent was not written');
    const consent = toConsent(row);
    const target = { type: 'consent', id: row.id };
    await appendAudit(tx, ctx, { action: 'consent.add', target, after: consent });
    return consent;
  });
}
