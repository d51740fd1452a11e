import { type addConsentBodySchema, newId } from '@parley/contracts';
import { consents, type TenantTx } from '@parley/db';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { instantOf } from '../instant-of.ts';
import type { ConsentRow } from './consent-row.ts';

/** No statement may have more parameters than 65,535. */
const chunk = 5_000;

export async function insertConsents(
  tx: TenantTx,
  ctx: ServiceContext,
  given: readonly z.output<typeof addConsentBodySchema>[],
): Promise<ConsentRow[]> {
  const now = ctx.now();
  const kept: ConsentRow[] = [];
  for (let at = 0; at < given.length; at += chunk) {
    const values = given.slice(at, at + chunk).map((each) => ({
      id: newId('consent', now.getTime()),
      tenantId: ctx.actor.tenantId,
      number: each.number,
      purpose: each.purpose,
      level: each.level,
      givenAt: instantOf(each.given_at),
      expiresAt: each.expires_at === null ? null : instantOf(each.expires_at),
      source: each.source,
      evidence: each.evidence,
      createdAt: now,
    }));
    kept.push(...(await tx.insert(consents).values(values).returning()));
  }
  return kept;
}
