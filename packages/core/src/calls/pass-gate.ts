import type { BlockReason, CallId, DialDecision } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import type { ServiceContext } from '../context.ts';
import { blockWords } from '../dialing/block-words.ts';
import { judgeDial } from '../dialing/judge-dial.ts';
import type { PlatformLimits } from '../dialing/platform-limits.ts';
import { recordDial } from '../dialing/record-dial.ts';
import type { CallRow } from './call-row.ts';
import { callEvent, moveCall } from './move-call.ts';

/** A call that says nothing else waits no longer than this for an hour at which it may be dialled. */
const longestHoldMs = 72 * 3_600_000;

/** `later`: nothing of the tenant's is dialled just now. */
type Passed = 'passed' | 'later' | { ended: CallId } | { postponed: CallId };

/**
 * Asks before a locked call is dialled, and keeps the answer with what it rests on. What time alone stands in the way
 * of waits for it, if the call is not too late then; what is full for the moment is waited for without a word;
 * everything else is the call's end. To be asked with the tenant locked.
 */
export async function passGate(
  tx: TenantTx,
  ctx: ServiceContext,
  call: CallRow,
  { rates }: PlatformLimits,
): Promise<Passed> {
  const judgement = await judgeDial(tx, call, { now: ctx.now(), rates });
  const { decision } = judgement;
  if (isFull(decision, ctx.now())) return 'later';
  await recordDial(tx, ctx, call, judgement);
  if (decision.allowed) return 'passed';
  const retryAt = decision.retry_at === null ? undefined : new Date(decision.retry_at);
  if (retryAt && retryAt < latestOf(call)) {
    await hold(tx, ctx, call, { decision, retryAt });
    return { postponed: call.id };
  }
  await moveCall(tx, ctx, call, {
    to: 'ended',
    reason: 'blocked',
    detail: wordsFor(decision),
    set: { blockReason: decision.reason },
  });
  return { ended: call.id };
}

const ofTheMoment: readonly BlockReason[] = ['calls_per_second', 'concurrency', 'spend_cap'];

/** Lines, or money that calls under way hold and mostly do not need. */
const isFull = ({ reasons, retry_at: retryAt }: DialDecision, now: Date): boolean =>
  reasons.length > 0 &&
  reasons.every((reason) => ofTheMoment.includes(reason)) &&
  retryAt !== null &&
  Date.parse(retryAt) <= now.getTime() + 1_000;

const latestOf = ({ expiresAt, scheduledAt, createdAt }: CallRow): Date =>
  expiresAt ?? new Date((scheduledAt ?? createdAt).getTime() + longestHoldMs);

export const wordsFor = ({ reasons, retry_at }: DialDecision): string =>
  [
    ...reasons.map((reason) => blockWords[reason]),
    ...(retry_at === null ? [] : [`It could be dialled at ${retry_at}, which is too late for it.`]),
  ].join(' ');

async function hold(
  tx: TenantTx,
  ctx: ServiceContext,
  call: CallRow,
  { decision, retryAt }: { decision: DialDecision; retryAt: Date },
): Promise<void> {
  const [row] = await tx
    .update(calls)
    .set({
      blockReason: decision.reason,
      nextAttemptAt: retryAt,
      revision: call.revision + 1,
      updatedAt: ctx.now(),
    })
    .where(eq(calls.id, call.id))
    .returning();
  if (!row) throw new Error('the call was not written');
  await addToOutbox(tx, ctx, [{ event: 'call.state_changed', payload: callEvent(row) }]);
}
