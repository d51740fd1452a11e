import type { ConsentId, ConsentRecord } from '@parley/contracts';
import { consents, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toConsent } from './consent-row.ts';

interface RevokeConsent {
  ctx: ServiceContext;
  consentId: ConsentId;
}

/**
 * From now on it permits nothing; it stays on file, for it did until now. For whoever may call: taking it back is as
 * easy as hearing it. Revoked twice, the first time stays. @throws DomainError `NOT_FOUND`
 */
export async function revokeConsent({ ctx, consentId }: RevokeConsent): Promise<ConsentRecord> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [row] = await tx.select().from(consents).where(eq(consents.id, consentId)).for('update');
    if (!row) throw notFound('consent');
    if (row.revokedAt && row.revokedAt <= ctx.now()) return toConsent(row);
    const set = { revokedAt: ctx.now() };
    await tx.update(consents).set(set).where(eq(consents.id, consentId));
    const revoked = toConsent({ ...row, ...set });
    await appendAudit(tx, ctx, {
      action: 'consent.revoke',
      target: { type: 'consent', id: consentId },
      before: { revoked_at: row.revokedAt },
      after: { number: row.number, revoked_at: revoked.revoked_at },
    });
    return revoked;
  });
}
