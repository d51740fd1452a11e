import { isOpenTransfer, transferAttribute } from '@parley/contracts';
import { findTransfer, longestTalkS, type TransferPlan } from '@parley/core';
import { type DialResult, LiveKitError } from '@parley/telephony';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { decideTransfer } from './decide-transfer.ts';
import { lookIntoRoom, type TransferRoom } from './look-into-room.ts';
import { noteAndTell } from './note-and-tell.ts';
import { join, separate } from './separate.ts';
import type { TransferContext, TransferKey } from './transfer-context.ts';

type WarmPlan = Extract<TransferPlan, { mode: 'warm' }>;

export const identityOfTransfer = ({ transferId }: Pick<TransferKey, 'transferId'>): string =>
  `transfer_${transferId}`;

/**
 * Rings a person up into the caller's room, apart from the caller, has the agent brief them, and joins the two.
 * Whatever else becomes of it, nobody's telephone rings on and no line is left.
 * @param soon resolves when a look is worth while before its time
 */
export async function transferWarm(
  context: TransferContext,
  key: TransferKey,
  { plan, soon }: { plan: WarmPlan; soon: () => Promise<void> },
): Promise<void> {
  let dialled: DialResult | undefined;
  const dialing = ring(context, key, plan).then((result) => {
    dialled = result;
  });
  const memory = { agentGoneSince: undefined, answeredAt: undefined, separations: 0 } as Memory;
  let joined = false;
  while (!context.stopping()) {
    const transfer = await current(context, key);
    if (!transfer) break;
    const room = await lookIntoRoom(context.rooms, whereIs(key));
    await remember(context, key, { memory, room, answered: dialled?.answered === true });
    const { clock, timings } = context;
    const decision = decideTransfer({
      ...memory,
      state: transfer.state,
      dialled,
      room,
      now: clock.now(),
      timings,
    });
    if (decision.do === 'join' && room) {
      joined = await bridge(context, key, room);
      if (joined) break;
    } else if (decision.do === 'note') {
      // Nobody is to be heard any more when the caller is told.
      if (decision.move.to === 'failed') await clear(context, key);
      await noteAndTell(context, key, decision.move);
    }
    await Promise.race([pause(context, timings.pollMs), ...(dialled ? [] : [dialing]), soon()]);
  }
  if (joined || context.stopping()) return;
  await clear(context, key);
  await dialing;
  // A dial that was on its way when its room or its leg went comes into the room anew.
  await clearPatiently(context, key);
  if ((await findTransfer({ ctx: own(context, key), input: { callId: key.callId } }))?.session.endedAt) {
    await context.rooms.deleteRoom(key.session.livekitRoom).catch(ignoreLiveKit);
  }
}

interface Memory {
  agentGoneSince: number | undefined;
  answeredAt: number | undefined;
  separations: number;
}

const own = (context: TransferContext, { tenantId }: TransferKey) => systemContext(context, tenantId);
const whereIs = ({ session, transferId }: TransferKey) => ({ livekitRoom: session.livekitRoom, transferId });

const ring = (context: TransferContext, key: TransferKey, { dial, ringS }: WarmPlan): Promise<DialResult> =>
  context.dial({
    ...dial,
    livekitRoom: key.session.livekitRoom,
    callId: key.callId,
    identity: identityOfTransfer(key),
    attributes: { [transferAttribute]: key.transferId },
    ringS,
    maxDurationS: longestTalkS,
  });

/** Undefined when there is nothing more to do for it. */
async function current(context: TransferContext, key: TransferKey) {
  const found = await findTransfer({ ctx: own(context, key), input: { callId: key.callId } });
  const mine = found?.transfer.transfer_id === key.transferId && !found.over;
  return mine && isOpenTransfer(found.transfer) ? found.transfer : undefined;
}

async function remember(
  context: TransferContext,
  { session }: TransferKey,
  { memory, room, answered }: { memory: Memory; room: TransferRoom | undefined; answered: boolean },
): Promise<void> {
  const now = context.clock.now();
  if (answered) memory.answeredAt ??= now;
  if (!room) return;
  memory.agentGoneSince = room.agent ? undefined : (memory.agentGoneSince ?? now);
  if (!room.colleague) return;
  try {
    await separate({ rooms: context.rooms, livekitRoom: session.livekitRoom, room });
    if (room.briefs) memory.separations += 1;
  } catch (error) {
    ignoreLiveKit(error);
  }
}

async function bridge(context: TransferContext, key: TransferKey, room: TransferRoom): Promise<boolean> {
  try {
    await join({ rooms: context.rooms, livekitRoom: key.session.livekitRoom, room });
  } catch (error) {
    ignoreLiveKit(error);
    return false;
  }
  const transfer = await noteAndTell(context, key, { to: 'completed' });
  return transfer?.state === 'completed';
}

/** Hangs up on the person, or has the telephone ring no longer. @returns whether LiveKit has done so */
async function clear({ rooms, log }: TransferContext, key: TransferKey): Promise<boolean> {
  try {
    await rooms.removeParticipant({
      livekitRoom: key.session.livekitRoom,
      identity: identityOfTransfer(key),
    });
    return true;
  } catch (error) {
    ignoreLiveKit(error);
    log.warn({ err: error, transferId: key.transferId }, 'a person who was rung up was not put out');
    return false;
  }
}

/** A LiveKit that is away for a moment leaves nobody on the line. */
async function clearPatiently(context: TransferContext, key: TransferKey): Promise<void> {
  const { clock, timings } = context;
  const until = clock.now() + timings.clearingMs;
  while (!(await clear(context, key)) && clock.now() < until && !context.stopping()) {
    await pause(context, timings.clearAgainMs);
  }
}

/** What LiveKit cannot do now it is asked for again. */
function ignoreLiveKit(error: unknown): void {
  if (!(error instanceof LiveKitError)) throw error;
}

const pause = ({ clock }: TransferContext, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve));
