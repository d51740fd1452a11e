import type { CallId, CallPurpose, DialPolicy } from '@parley/contracts';
import { calls, consents, dials, doNotCall, type TenantTx } from '@parley/db';
import { and, eq, gt, gte, inArray, ne, or, sql } from 'drizzle-orm';
import { liveCallStates } from '../calls/call-transitions.ts';
import { globalEntryOf } from '../do-not-call/entry-row.ts';
import { fetchTenant } from '../tenants/tenant-row.ts';
import type { DialFacts, DoNotCallEntry } from './dial-facts.ts';
import { monthOf } from './month-of.ts';

const WEEK_MS = 604_800_000;

interface Planned {
  number: string;
  purpose: CallPurpose;
  now: Date;
  policy: DialPolicy;
  /** In cents, for the longest that it may last. */
  reserve: number;
  /** A call that was let through already, and is to be judged again: what it holds itself does not count. */
  except?: CallId | undefined;
}

/** All that a decision is made from, as it stands; to be read with the tenant locked, so that caps hold. */
export async function loadDialFacts(tx: TenantTx, planned: Planned): Promise<DialFacts> {
  const { number, purpose, now, policy, reserve, except } = planned;
  const { settings } = await fetchTenant(tx);
  const month = monthOf(settings.time_zone ?? 'UTC', now);
  const given = await tx.select().from(consents).where(eq(consents.number, number));
  const attempts = await tx
    .select({ at: dials.decidedAt })
    .from(dials)
    .where(
      and(
        eq(dials.kind, 'call'),
        eq(dials.allowed, true),
        eq(dials.toNumber, number),
        gt(dials.decidedAt, new Date(now.getTime() - WEEK_MS)),
        otherThan(except),
      ),
    );
  const [sums] = await tx
    .select({
      spent: sql<number>`coalesce(sum(coalesce(${dials.costCents}, ${dials.reservedCents})), 0)::float8`,
      held: sql<number>`coalesce(sum(${dials.reservedCents}) filter (where ${dials.costCents} is null), 0)::float8`,
    })
    .from(dials)
    .where(and(eq(dials.allowed, true), gte(dials.decidedAt, month.from), otherThan(except)));
  const [recent] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(dials)
    .where(
      and(eq(dials.allowed, true), gt(dials.decidedAt, new Date(now.getTime() - 1000)), otherThan(except)),
    );
  const [live] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(calls)
    .where(
      and(
        eq(calls.direction, 'outbound'),
        inArray(calls.state, [...liveCallStates]),
        except && ne(calls.id, except),
      ),
    );
  return {
    number,
    purpose,
    now,
    policy,
    doNotCall: await doNotCallOf(tx, number),
    consents: given,
    attempts: attempts.map(({ at }) => at),
    spend: {
      reserved: sums?.spent ?? 0,
      held: sums?.held ?? 0,
      thisCall: reserve,
      resetsAt: month.until,
    },
    callsInLastSecond: recent?.count ?? 0,
    liveCalls: live?.count ?? 0,
  };
}

const otherThan = (callId: CallId | undefined) =>
  callId && or(sql`${dials.callId} is null`, ne(dials.callId, callId));

/** The number's entries on both lists. */
export async function doNotCallOf(tx: TenantTx, number: string): Promise<DoNotCallEntry[]> {
  const own = await tx
    .select({ expiresAt: doNotCall.expiresAt })
    .from(doNotCall)
    .where(eq(doNotCall.number, number));
  const global = await globalEntryOf(tx, number);
  return [
    ...own.map((entry) => ({ number, scope: 'tenant' as const, ...entry })),
    ...(global ? [{ number, scope: 'global' as const, ...global }] : []),
  ];
}
