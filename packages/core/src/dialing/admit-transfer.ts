import { type CallId, type DialDecision, newId, type SessionId } from '@parley/contracts';
import { dials, type TenantTx } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { readDialPolicy } from '../dial-policy/policy-row.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
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
  /** How much longer than was held for it the call out may last that is passed on: its own line stays open too. */
  prolongedS: number;
}

/**
 * Lets a call be passed on to a number, or not: the tenant's countries and prefixes, do-not-call lists and spend cap
 * bind transfers as they bind calls out; hours, consent and attempts are about called parties, not about colleagues.
 * What it may cost is held until it is over. The answer is kept with its evidence, a refusal as well: to tell so is for
 * who asked, once that is written. It locks the tenant, so no call is to be locked before.
 */
export async function admitTransfer(
  tx: TenantTx,
  ctx: ServiceContext,
  { callId, sessionId, number, longestS, prolongedS }: Transfer,
): Promise<DialDecision> {
  await lockTenant(tx);
  const now = ctx.now();
  const { policy } = await readDialPolicy(tx);
  const centsPerMinute = rateOf(number, policy, ctx.rates ?? defaultRates);
  const reserve = costOf(longestS, centsPerMinute) + costOf(prolongedS, await rateOfOwnLine(tx, callId));
  const purpose = 'informational';
  const facts = await loadDialFacts(tx, { number, purpose, now, policy, reserve });
  const decision = decideDial({ ...facts, transfer: true });
  await tx.insert(dials).values({
    id: newId('dial', now.getTime()),
    tenantId: ctx.actor.tenantId,
    kind: 'transfer',
    callId,
    sessionId,
    toNumber: number,
    purpose,
    allowed: decision.allowed,
    reason: decision.reason,
    decision,
    centsPerMinute,
    reservedCents: decision.allowed ? reserve : 0,
    decidedAt: now,
  });
  return decision;
}

/** In cents a minute; calls that come in cost nothing. */
async function rateOfOwnLine(tx: TenantTx, callId: CallId): Promise<number> {
  const [own] = await tx
    .select({ centsPerMinute: dials.centsPerMinute })
    .from(dials)
    .where(
      and(eq(dials.callId, callId), eq(dials.kind, 'call'), eq(dials.allowed, true), isNull(dials.costCents)),
    );
  return own?.centsPerMinute ?? 0;
}
