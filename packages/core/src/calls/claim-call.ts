import type { CallEndReason, CallId } from '@parley/contracts';
import { agents, calls, type TenantTx, withTenant } from '@parley/db';
import { and, asc, eq, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { selectServingVersions, takesCalls } from '../agents/serving-version.ts';
import { holdBack } from '../campaigns/hold-back.ts';
import type { ServiceContext } from '../context.ts';
import { hasPlatformLine, type PlatformLimits } from '../dialing/platform-limits.ts';
import { DomainError } from '../domain-error.ts';
import { insertSession } from '../sessions/insert-session.ts';
import { hasFreeCall, requireCapacity } from '../sessions/require-capacity.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import type { CallRow } from './call-row.ts';
import { freeLines } from './free-lines.ts';
import { isDue } from './is-due.ts';
import { moveCall } from './move-call.ts';
import { passGate } from './pass-gate.ts';

/** A call that found no line for so long after it was due is not wanted any more. */
export const longestWaitMs = 3_600_000;

/** `claimed`: is to be dialled, by who asked and nobody else; `ended`: was not to be; `postponed`: not now. */
export type Claim = { claimed: CallId } | { ended: CallId } | { postponed: CallId };

interface ClaimCall {
  ctx: ServiceContext;
  limits: PlatformLimits;
}

/**
 * Takes the tenant's next call that is due, has a line and may be dialled, with its session, in one transaction. Once
 * this has returned the call counts as dialled: whoever dies afterwards leaves it to be parked, never to be dialled
 * again.
 * @returns undefined when there is nothing to do now.
 */
export async function claimCall({ ctx, limits }: ClaimCall): Promise<Claim | undefined> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockTenant(tx);
    const lines = await freeLines(tx);
    const now = ctx.now();
    const call = await nextDue(tx, lines, now);
    if (!call) return undefined;
    const end = async (reason: CallEndReason, detail: string): Promise<Claim> => {
      await moveCall(tx, ctx, call, { to: 'ended', reason, detail });
      return { ended: call.id };
    };
    if (isTooLate(call, now)) return end('expired', 'No line was free in time.');
    if (!call.trunkId || !lines.usable.includes(call.trunkId)) {
      return end('failed', 'The trunk that it was to go out by is gone, or carries calls in only.');
    }
    if (await holdBack(tx, ctx, call)) return { postponed: call.id };
    if (!(await hasFreeCall(tx))) return undefined;
    try {
      await requireCapacity(tx, now);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const reason = error.code === 'TENANT_SUSPENDED' ? 'tenant_suspended' : 'quota_exceeded';
      return end(reason, error.detail ?? '');
    }
    const version = await frozenVersionOf(tx, call);
    if (!version) return end('no_agent_available', 'The agent takes no calls any more.');
    if (!(await hasPlatformLine(tx, limits, now))) return undefined;
    const answer = await passGate(tx, ctx, call, limits);
    if (answer === 'later') return undefined;
    if (answer !== 'passed') return answer;
    const session = await insertSession(tx, ctx, { room: `call_${call.id}`, channel: 'phone', version });
    await moveCall(tx, ctx, call, { to: 'dialing', set: { sessionId: session.id } });
    return { claimed: call.id };
  });
}

/** The oldest that is due, but for those whose trunk is full. */
async function nextDue(
  tx: TenantTx,
  { free, usable }: Awaited<ReturnType<typeof freeLines>>,
  now: Date,
): Promise<CallRow | undefined> {
  const full = usable.filter((id) => !free.includes(id));
  const stale = new Date(now.getTime() - longestWaitMs);
  const [call] = await tx
    .select()
    .from(calls)
    .where(
      and(
        eq(calls.state, 'queued'),
        eq(calls.direction, 'outbound'),
        isDue(now),
        or(
          isNull(calls.trunkId),
          notInArray(calls.trunkId, full),
          and(
            lt(calls.updatedAt, stale),
            or(isNull(calls.scheduledAt), lt(calls.scheduledAt, stale)),
            or(isNull(calls.nextAttemptAt), lt(calls.nextAttemptAt, stale)),
          ),
          lte(calls.expiresAt, now),
        ),
      ),
    )
    .orderBy(
      asc(sql`coalesce(${calls.nextAttemptAt}, ${calls.scheduledAt}, ${calls.createdAt})`),
      asc(calls.id),
    )
    .limit(1)
    .for('update', { skipLocked: true });
  return call;
}

/** After its own time, or, where it has none, after it has waited for a line for long. */
const isTooLate = (call: CallRow, now: Date): boolean =>
  call.expiresAt ? call.expiresAt <= now : waitingSince(call) < now.getTime() - longestWaitMs;

/** Asked for, let go again by people, due, or due again, whichever came last. */
const waitingSince = ({ updatedAt, scheduledAt, nextAttemptAt }: CallRow): number =>
  Math.max(updatedAt.getTime(), scheduledAt?.getTime() ?? 0, nextAttemptAt?.getTime() ?? 0);

/** As it was published when the call was asked for; undefined once its agent takes no calls. */
async function frozenVersionOf(tx: TenantTx, { agentId, agentVersionId }: CallRow) {
  if (!agentId || !agentVersionId) return undefined;
  const [serving] = await selectServingVersions(tx).where(and(takesCalls, eq(agents.id, agentId)));
  return serving && { id: agentVersionId, agentId };
}
