import { setTimeout as delay } from 'node:timers/promises';
import type { JobContext } from '@livekit/agents';
import type { EventReporter } from '@parley/api-client/worker';
import type { Logger } from '@parley/observability';
import type { CallEnd, CallEnding } from './call-ending.ts';
import type { HeldCall } from './hold-call.ts';

/** Milliseconds that each step of closing may take. */
const limitMs = { session: 2_000, flush: 2_000, hangUp: 1_500, lateFlush: 45_000 };

export interface CloseCallInput {
  ctx: Pick<JobContext, 'deleteRoom' | 'shutdown'> & { room: Pick<JobContext['room'], 'disconnect'> };
  ending: CallEnding;
  reporter: EventReporter;
  call: Pick<HeldCall, 'session' | 'observer' | 'keep'> | undefined;
  log: Logger;
}

/** Silences the agent, hands in the last reports, hangs up if it is for us to do, and ends the process. */
export async function closeCall({ ctx, ending, reporter, call, log }: CloseCallInput): Promise<void> {
  const end = await ending.over;
  log.info(end, 'the call is over');
  const kept = call?.keep();
  if (call) await within(limitMs.session, call.session.close());
  call?.observer.finish();
  if (isKnownFirstHere(end)) reporter.done(end.reason);
  const complete = await reporter.flush(limitMs.flush);
  if (end.by === 'agent') await hangUp(ctx, ending, log);
  if (!complete) {
    // Nobody is to see an agent that only waits for the control plane to come back.
    await within(limitMs.hangUp, ctx.room.disconnect());
    const late = await reporter.flush(limitMs.lateFlush);
    if (!late) log.error({ pending: reporter.pending }, 'reports were not handed in');
  }
  await kept;
  await reporter.flush(limitMs.flush);
  await reporter.close();
  ctx.shutdown(end.reason);
}

/** Of these the control plane learns by us first; of the others it knows, or must judge by itself. */
const isKnownFirstHere = ({ by }: CallEnd): boolean => by === 'agent' || by === 'caller' || by === 'room';

/** The control plane closes the room when it hears that we hung up; without it we do. */
async function hangUp(ctx: CloseCallInput['ctx'], ending: CallEnding, log: Logger): Promise<void> {
  const released = await within(
    limitMs.hangUp,
    ending.released.then(() => true),
  );
  if (released) return;
  log.warn('the control plane did not close the room');
  await within(limitMs.hangUp, ctx.deleteRoom()).catch((error: unknown) => {
    log.error({ err: error }, 'the room could not be closed');
  });
}

const within = <T>(ms: number, work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, delay(ms, undefined, { ref: false })]);
