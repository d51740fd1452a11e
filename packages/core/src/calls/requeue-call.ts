import type { Call, CallId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { lockCall, toCall } from './call-row.ts';
import { moveCall } from './move-call.ts';
import { requireParked } from './require-parked.ts';

interface RequeueCall {
  ctx: ServiceContext;
  callId: CallId;
}

/** Lets a parked call be dialled once more: somebody has made sure that it did not reach anybody. */
export async function requeueCall({ ctx, callId }: RequeueCall): Promise<Call> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const call = await lockCall(tx, callId);
    requireParked(call);
    const moved = await moveCall(tx, ctx, call, {
      to: 'queued',
      set: { sessionId: null, sipCallRef: null, sipStatus: null },
    });
    await appendAudit(tx, ctx, {
      action: 'call.requeue',
      target: { type: 'call', id: call.id },
      before: { state: call.state, session_id: call.sessionId },
      after: { state: moved.state },
    });
    return toCall(moved);
  });
}
