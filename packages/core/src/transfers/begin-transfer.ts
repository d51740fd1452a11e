import {
  type Call,
  type CallTransfer,
  callIdSchema,
  isOpenTransfer,
  newId,
  sessionIdSchema,
  transferCallBodySchema,
} from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireSessionAccess } from '../access.ts';
import { readConfig } from '../agents/read-config.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type CallRow, toCall } from '../calls/call-row.ts';
import type { ServiceContext } from '../context.ts';
import { admitTransfer } from '../dialing/admit-transfer.ts';
import { blockedCall } from '../dialing/block-words.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { fetchSessionRow, type SessionRow } from '../sessions/session-row.ts';
import { storableJson } from '../storable.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { chooseTarget } from './choose-target.ts';
import { lockCallWithSession, notInCall } from './lock-call-with-session.ts';
import { longestTalkS } from './longest-talk.ts';
import { type MovedTransfer, moveTransfer } from './move-transfer.ts';
import { numberDialled } from './number-dialled.ts';
import { planTransfer, type TransferPlan } from './plan-transfer.ts';

const inputSchema = transferCallBodySchema.extend({
  /** Of a call one of the two. */
  callId: callIdSchema.optional(),
  sessionId: sessionIdSchema.optional(),
});

interface BeginTransfer {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

export interface BegunTransfer extends MovedTransfer {
  call: Call;
  session: SessionRow;
  plan: TransferPlan;
}

/**
 * Decides that a call is passed on to somebody: from here on nobody else may pass it on, until this has come to an
 * end. To carry it out is for who asked.
 * @throws DomainError `NOT_FOUND`, `VALIDATION_FAILED` for a target that cannot be reached, `CALL_BLOCKED` for one
 * that may not be rung up, `CONFLICT` for one that is closed, `INVALID_TRANSITION` for a call that nobody is in, or that is being passed on already.
 */
export async function beginTransfer({ ctx, input }: BeginTransfer): Promise<BegunTransfer> {
  requireSessionAccess(ctx, input.sessionId, 'calls:write');
  const { callId, sessionId, to, mode: asked } = parseInput(inputSchema, storableJson(input));
  const begun = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockTenant(tx);
    const { call, session: log } = await lockCallWithSession(tx, { callId, sessionId });
    const session = await fetchSessionRow(tx, log.id);
    requireTransferable(call, session);
    const now = ctx.now();
    const config = readConfig(session.config);
    const target = chooseTarget({ actor: ctx.actor, config, to, now });
    const mode = asked ?? target.mode;
    const plan = await planTransfer(tx, call, { target, mode });
    // SIP users are the agent's own targets, and cost nothing.
    const number = numberDialled(target.number);
    if (number) {
      const ownS = config.limits.max_duration_s;
      const decision = await admitTransfer(tx, ctx, {
        callId: call.id,
        sessionId: session.id,
        number,
        ...(mode === 'warm'
          ? { longestS: longestTalkS, prolongedS: longestTalkS }
          : { longestS: ownS, prolongedS: 0 }),
      });
      if (!decision.allowed) return decision;
    }
    const transfer: CallTransfer = {
      transfer_id: newId('transfer', now.getTime()),
      target: target.key,
      label: target.label,
      to: target.number,
      mode,
      requested_by: ctx.actor.type === 'worker' ? 'agent' : 'api',
      state: 'dialing',
      failure: null,
      detail: null,
      started_at: now.toISOString(),
      answered_at: null,
      ended_at: null,
    };
    const moved = await moveTransfer(tx, ctx, {
      call,
      session: log,
      transfer,
      move: { to: 'dialing' },
    });
    if (ctx.actor.type !== 'worker' && ctx.actor.type !== 'system') {
      await appendAudit(tx, ctx, {
        action: 'call.transfer',
        target: { type: 'call', id: call.id },
        before: { transfer: call.transfer?.transfer_id ?? null },
        after: { transfer: transfer.transfer_id, to: transfer.to, mode },
      });
    }
    return { ...moved, call: toCall({ ...call, transfer: moved.transfer }), session, plan };
  });
  // After the commit: what the refusal rests on is kept.
  if ('allowed' in begun) throw blockedCall(begun.reasons);
  return begun;
}

function requireTransferable(call: CallRow, session: SessionRow): void {
  if (call.state !== 'active' || session.state !== 'active') throw notInCall();
  if (!call.transfer || call.transfer.state === 'failed') return;
  throw new DomainError(
    'INVALID_TRANSITION',
    isOpenTransfer(call.transfer)
      ? 'The call is being passed on already: wait for what comes of it.'
      : 'The call has been passed on already.',
  );
}
