import { AutoSubscribe, type JobContext, type VAD } from '@livekit/agents';
import { RoomEvent } from '@livekit/rtc-node';
import { EventReporter, fetchSessionBrief, type WorkerAccess } from '@parley/api-client/worker';
import { loadConfig } from '@parley/config';
import { type Channel, dispatchMetadataSchema, type WorkerEvent } from '@parley/contracts';
import { createLogger, type Logger } from '@parley/observability';
import { configDefinition } from '../config.ts';
import { endInTime } from '../process/end-in-time.ts';
import { leaveWithParent } from '../process/follow-parent.ts';
import { reportCrashes } from '../process/report-crashes.ts';
import { tellWorker } from '../process/tell-worker.ts';
import { TransferInbox } from '../transfer/transfer-inbox.ts';
import { CallEnding } from './call-ending.ts';
import { closeCall } from './close-call.ts';
import { type HeldCall, holdCall } from './hold-call.ts';

/** Milliseconds after the end of a call in which its process must be gone. */
const longestClosingMs = 60_000;

/** What a process loads before it is given a call. */
export interface Prewarmed {
  vad?: VAD;
}

/** The whole of a job: fetches the brief, joins, holds the call, closes it, and ends the process. */
export async function runJob(ctx: JobContext<Prewarmed>, { vad }: { vad: VAD }): Promise<void> {
  const config = loadConfig(configDefinition, process.env);
  const dispatch = dispatchMetadataSchema.parse(JSON.parse(ctx.job.metadata));
  const { session_id: sessionId, token } = dispatch;
  tellWorker({ sessionId, token });
  const log = createLogger({ name: 'agent-worker', level: config.logLevel }).child({
    sessionId,
    jobId: ctx.job.id,
  });
  const access: WorkerAccess = { url: config.controlPlaneUrl, sessionId, token };
  const ending = new CallEnding();
  const transfers = new TransferInbox();
  const reporter = openReporter(access, { jobId: ctx.job.id, ending, transfers, log });
  guardProcess({ ending, reporter, log });
  ctx.room.on(RoomEvent.Disconnected, () => ending.end({ by: 'room', reason: 'room_lost' }));

  let call: HeldCall | undefined;
  try {
    // An agent whose worker is gone already is not to be seen by anybody.
    if (!ending.ended) {
      // On its way while we hear what the call is to be, and its first words are made.
      const joining = ctx.connect(undefined, tracksOf(dispatch.channel));
      joining.catch(() => {});
      try {
        const brief = await fetchSessionBrief(access);
        if (brief.so_far) reporter.report(replaced);
        call = holdCall({ ctx, vad, brief, access, config, reporter, ending, transfers, log });
      } finally {
        await joining;
      }
    }
    if (!ending.ended) {
      log.info('the agent is in the room');
      reporter.report({ type: 'agent_state', state: 'joining' });
      await call?.run();
    }
  } catch (error) {
    log.error({ err: error }, 'the call could not be held');
    reporter.report({
      type: 'error',
      source: 'agent',
      message: 'The agent could not start. Its log says why.',
    });
    ending.end({ by: 'worker', reason: 'internal_error' });
  }
  await closeCall({ ctx, ending, reporter, call, log });
  log.info('the call is closed');
  endInTime(log);
}

/** For the staff, who wonder about the pause. */
const replaced: WorkerEvent = {
  type: 'error',
  source: 'agent',
  message: 'The agent’s process was lost in the middle of the call. Another one has gone on with it.',
};

/** Where nobody shows pictures the server need not be told what to send, and the telephone is answered the sooner. */
const tracksOf = (channel: Channel): AutoSubscribe =>
  channel === 'phone' ? AutoSubscribe.SUBSCRIBE_ALL : AutoSubscribe.AUDIO_ONLY;

function openReporter(
  access: WorkerAccess,
  {
    jobId,
    ending,
    transfers,
    log,
  }: { jobId: string; ending: CallEnding; transfers: TransferInbox; log: Logger },
): EventReporter {
  return new EventReporter({
    url: access.url,
    sessionId: access.sessionId,
    token: access.token,
    jobId,
    onEnd: (reason) => ending.end({ by: 'control-plane', reason }),
    onTransfer: (transfer) => transfers.deliver(transfer),
    onRefused: ({ code }) => {
      log.warn({ code }, 'the control plane has no such session any more');
      ending.end({ by: 'control-plane', reason: 'internal_error' });
    },
    onConnection: (state, detail) => log[state === 'open' ? 'info' : 'warn']({ state, detail }, 'reporting'),
  });
}

function guardProcess(parts: { ending: CallEnding; reporter: EventReporter; log: Logger }): void {
  const { ending, reporter, log } = parts;
  reportCrashes(log, {
    // The control plane finds the agent gone and sends another.
    onFatal: () => void reporter.flush(500).finally(() => process.exit(1)),
  });
  // Native resources have been known to keep a job process for ever (agents-js #1905).
  void ending.over.then(() => setTimeout(() => process.exit(1), longestClosingMs).unref());
  leaveWithParent((why) => {
    if (!ending.ended) log.warn({ why }, 'the worker is shutting down in the middle of a call');
    ending.end({ by: 'worker', reason: 'agent_lost' });
  });
}
