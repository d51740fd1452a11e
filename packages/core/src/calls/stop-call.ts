import type { Call, CallId, SessionId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { lockCall, toCall } from './call-row.ts';
import { moveCall } from './move-call.ts';

interface StopCall {
  ctx: ServiceContext;
  callId: CallId;
}

/**
 * Takes back a call that waits. One that holds a line ends with its session, which the caller of this ends: it is
 * given back. One that is over stays as it is.
 * @throws DomainError `NOT_FOUND`, `INVALID_TRANSITION` for a parked call
 */
export async function stopCall({ ctx, callId }: StopCall): Promise<{ call: Call; live: SessionId | null }> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    // Before the call and its campaign, as in all that changes both.
    await lockTenant(tx);
    const call = await lockCall(tx, callId);
    if (call.state === 'ended') return { call: toCall(call), live: null };
    if (call.state === 'parked') {
      throw new DomainError(
        'INVALID_TRANSITION',
        'Nobody knows whether this call is over: close it instead.',
      );
    }
    const queued = call.state === 'queued';
    const moved = queued ? await moveCall(tx, ctx, call, { to: 'ended', reason: 'cancelled' }) : call;
    await appendAudit(tx, ctx, {
      action: 'call.hang_up',
      target: { type: 'call', id: call.id },
      before: { state: call.state },
      after: { state: moved.state },
    });
    return { call: toCall(moved), live: queued ? null : call.sessionId };
  });
}
