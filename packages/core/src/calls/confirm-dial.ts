import type { CallId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { judgeDial } from '../dialing/judge-dial.ts';
import type { PlatformLimits } from '../dialing/platform-limits.ts';
import { recordDial } from '../dialing/record-dial.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { lockCall } from './call-row.ts';
import { moveCall } from './move-call.ts';
import { wordsFor } from './pass-gate.ts';

interface ConfirmDial {
  ctx: ServiceContext;
  callId: CallId;
  limits: PlatformLimits;
}

/**
 * The last question before a telephone rings, for between the claim and the dial an agent had to come: somebody may
 * have opted out meanwhile, or an hour have struck. A call that may not be dialled any more is ended.
 */
export async function confirmDial({ ctx, callId, limits }: ConfirmDial): Promise<boolean> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockTenant(tx);
    const call = await lockCall(tx, callId);
    if (call.state !== 'dialing') return false;
    const judgement = await judgeDial(tx, call, { now: ctx.now(), rates: limits.rates, again: true });
    const { decision } = judgement;
    if (decision.allowed) return true;
    await recordDial(tx, ctx, call, judgement);
    await moveCall(tx, ctx, call, {
      to: 'ended',
      reason: 'blocked',
      detail: wordsFor({ ...decision, retry_at: null }),
      set: { blockReason: decision.reason },
    });
    return false;
  });
}
