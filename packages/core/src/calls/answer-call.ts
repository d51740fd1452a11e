import { type CallEndReason, e164Schema, type PhoneNumberId, roomNameSchema } from '@parley/contracts';
import { calls, phoneNumbers, sessions, type TenantTx, violatedConstraint, withTenant } from '@parley/db';
import { and, count, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { insertSession } from '../sessions/insert-session.ts';
import { requireCapacity } from '../sessions/require-capacity.ts';
import type { SessionRow } from '../sessions/session-row.ts';
import { liveSessionStates } from '../sessions/session-transitions.ts';
import { insertCall } from './insert-call.ts';
import { type Reception, routeCall } from './route-call.ts';

/** Callers who are told at once that nobody can take their call; more of them hear that the line is busy. */
const mostApologies = 2;

const inputSchema = z.object({
  /** The tenant's own name of the room that the SIP service has put the caller in. */
  room: roomNameSchema,
  /** The SIP service's id of the call. */
  sipCallRef: z.string().min(1).max(200),
  from: z.string().max(64).nullable(),
  to: z.string().min(1).max(64),
});

interface AnswerCall {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

export type Answered =
  /** Somebody is to be sent. */
  | { session: SessionRow }
  /** The call is put down; it stands in the records with this reason. */
  | { refused: CallEndReason }
  /** It has been answered, or refused, before. */
  | { known: true };

/**
 * Decides on a call that has come in: which agent answers, or how it is turned away. Asked twice for the same call it
 * answers once.
 */
export async function answerCall({ ctx, input }: AnswerCall): Promise<Answered> {
  requireScope(ctx, 'calls:write');
  const call = parseInput(inputSchema, input);
  try {
    return await withTenant(ctx.db, ctx.actor.tenantId, (tx) => answer(tx, ctx, call));
  } catch (error) {
    const taken = violatedConstraint(error);
    if (taken === 'calls_sip_call_key' || taken === 'sessions_live_room_key') return { known: true };
    throw error;
  }
}

async function answer(
  tx: TenantTx,
  ctx: ServiceContext,
  call: z.output<typeof inputSchema>,
): Promise<Answered> {
  const [known] = await tx.select({ id: calls.id }).from(calls).where(eq(calls.sipCallRef, call.sipCallRef));
  if (known) return { known: true };
  const [number] = e164Schema.safeParse(call.to).success
    ? await tx.select().from(phoneNumbers).where(eq(phoneNumbers.number, call.to))
    : [];
  const common = { numberId: number?.id ?? null, trunkId: number?.trunkId ?? null };
  if (!number?.agentId) return refuse(tx, ctx, call, common, 'number_not_routed');
  let reception: Reception;
  try {
    reception = await routeCall(tx, { ...number, agentId: number.agentId }, ctx.now());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refuse(tx, ctx, call, common, 'number_not_routed', error.detail);
  }
  const obstacle = await obstacleOf(tx, ctx.now());
  if (obstacle && (await countApologies(tx)) >= mostApologies) {
    return refuse(tx, ctx, call, common, obstacle.reason, obstacle.detail);
  }
  const { version } = reception;
  const answerWith = obstacle ? 'unavailable_message' : reception.answerWith;
  const session = await insertSession(tx, ctx, { room: call.room, channel: 'phone', version, answerWith });
  await insertCall(tx, ctx, {
    ...rowOf(call),
    ...common,
    state: 'ringing',
    ringingAt: ctx.now(),
    agentId: version.agentId,
    agentVersionId: version.id,
    sessionId: session.id,
  });
  return { session };
}

async function obstacleOf(
  tx: TenantTx,
  now: Date,
): Promise<{ reason: CallEndReason; detail: string | undefined } | undefined> {
  try {
    await requireCapacity(tx, now);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const reason = error.code === 'TENANT_SUSPENDED' ? 'tenant_suspended' : 'quota_exceeded';
    return { reason, detail: error.detail };
  }
}

async function countApologies(tx: TenantTx): Promise<number> {
  const [live] = await tx
    .select({ count: count() })
    .from(sessions)
    .where(and(inArray(sessions.state, liveSessionStates), eq(sessions.answerWith, 'unavailable_message')));
  return live?.count ?? 0;
}

async function refuse(
  tx: TenantTx,
  ctx: ServiceContext,
  call: z.output<typeof inputSchema>,
  common: { numberId: PhoneNumberId | null; trunkId: typeof phoneNumbers.$inferSelect.trunkId | null },
  reason: CallEndReason,
  detail?: string,
): Promise<Answered> {
  const endedAt = ctx.now();
  await insertCall(tx, ctx, {
    ...rowOf(call),
    ...common,
    state: 'ended',
    endReason: reason,
    endDetail: detail ?? null,
    endedAt,
  });
  return { refused: reason };
}

const rowOf = (call: z.output<typeof inputSchema>) => ({
  direction: 'inbound' as const,
  fromNumber: call.from,
  toNumber: call.to,
  sipCallRef: call.sipCallRef,
});
