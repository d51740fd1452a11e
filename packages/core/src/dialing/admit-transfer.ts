import { type CallId, newId, type SessionId } from '@parley/contracts';
import { dials, type TenantTx } from '@parley/db';
import type { ServiceContext } from '../context.ts';
import { readDialPolicy } from '../dial-policy/policy-row.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { blockedCall } from './block-words.ts';
import { decideDial } from './decide-dial.ts';
import { loadDialFacts } from './load-facts.ts';
import { costOf, defaultRates, rateOf } from './rate-of.ts';

interface Transfer {
  callId: CallId;
  sessionId: SessionId;
  /** E.164. */
  number: string;
  /** In seconds, how long it may last. */
  longestS: number;
}

/**
 * Lets a call be passed on to a number, or not: the tenant's countries and prefixes, do-not-call lists and spend cap
 * bind transfers as they bind calls out; hours, consent and attempts are about called parties, not about colleagues.
 * What it may cost is held until the call is over. It locks the tenant, so no call is to be locked before.
 * @throws DomainError `CALL_BLOCKED`
 */
export async function admitTransfer(
  tx: TenantTx,
  ctx: ServiceContext,
  { callId, sessionId, number, longestS }: Transfer,
): Promise<void> {
  await lockTenant(tx);
  const now = ctx.now();
  const { policy } = await readDialPolicy(tx);
  const centsPerMinute = rateOf(number, policy, ctx.rates ?? defaultRates);
  const reserve = costOf(longestS, centsPerMinute);
  const purpose = 'informational';
  const facts = await loadDialFacts(tx, { number, purpose, now, policy, reserve });
  const decision = decideDial({ ...facts, transfer: true });
  if (!decision.allowed) throw blockedCall(decision.reasons);
  await tx.insert(dials).values({
    id: newId('dial', now.getTime()),
    tenantId: ctx.actor.tenantId,
    kind: 'transfer',
    callId,
    sessionId,
    toNumber: number,
    purpose,
    allowed: true,
    decision,
    centsPerMinute,
    reservedCents: reserve,
    decidedAt: now,
  });
}
