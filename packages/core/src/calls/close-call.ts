import { type Call, type CallId, type CloseCallBody, closeCallBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { lockCall, toCall } from './call-row.ts';
import { moveCall } from './move-call.ts';
import { requireParked } from './require-parked.ts';

interface CloseCall {
  ctx: ServiceContext;
  callId: CallId;
  input: CloseCallBody;
}

/** Ends a parked call with the reason that somebody has found out. */
export async function closeCall({ ctx, callId, input }: CloseCall): Promise<Call> {
  requireScope(ctx, 'calls:write');
  const { end_reason: reason, end_detail: detail } = parseInput(closeCallBodySchema, storableJson(input));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const call = await lockCall(tx, callId);
    requireParked(call);
    const moved = await moveCall(tx, ctx, call, { to: 'ended', reason, ...(detail !== null && { detail }) });
    await appendAudit(tx, ctx, {
      action: 'call.close',
      target: { type: 'call', id: call.id },
      before: { state: call.state },
      after: { state: moved.state, end_reason: reason },
    });
    return toCall(moved);
  });
}
