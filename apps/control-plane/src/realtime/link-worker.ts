import {
  ackedSeqOf,
  findTransfer,
  getSessionInTenant,
  recordWorkerEvents,
  type ServiceContext,
  type SessionRow,
} from '@parley/core';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import type { SessionSupervisor } from '../jobs/session-supervisor.ts';
import { keepAlive } from './keep-alive.ts';
import type { RealtimeLimits } from './limits.ts';
import type { PeerSocket } from './peer-socket.ts';
import type { SessionHub } from './session-hub.ts';
import { WorkerLink } from './worker-link.ts';
import type { ReportStore } from './worker-report.ts';

interface LinkDependencies {
  hub: SessionHub;
  supervisor: Pick<SessionSupervisor, 'noteJob' | 'noteDone' | 'nudge'>;
  clock: Clock;
  limits: RealtimeLimits;
  log: Logger;
}

interface LinkWorker {
  socket: PeerSocket;
  session: SessionRow;
  /** Which dispatch of the session the job came with. */
  att: number;
  ctx: ServiceContext;
}

/** Takes a job's reports from its socket. */
export function linkWorker(
  { hub, supervisor, clock, limits, log }: LinkDependencies,
  { socket, session, att, ctx }: LinkWorker,
): void {
  const { id: sessionId, tenantId } = session;
  const key = { tenantId, sessionId };
  new WorkerLink({
    socket,
    channelOf: () => hub.channelOf(session),
    store: reportStoreOf(ctx, session),
    limits,
    clock,
    log: log.child({ sessionId }),
    onHello: () => {
      supervisor.noteJob(key, att);
      supervisor.nudge(key);
    },
    onDone: (reason) => supervisor.noteDone(key, { att, reason }),
    onClose: () => {
      hub.release(sessionId);
      supervisor.nudge(key);
    },
  });
  keepAlive(socket, { everyMs: limits.heartbeatMs, clock });
}

const reportStoreOf = (ctx: ServiceContext, { id: sessionId }: SessionRow): ReportStore => ({
  ackedSeq: (jobId) => ackedSeqOf({ ctx, input: { sessionId, jobId } }),
  record: async ({ jobId, reports, issueSeq }) => {
    const input = { sessionId, jobId, events: reports };
    const { stored } = await recordWorkerEvents({ ctx: { ...ctx, issueSeq }, input });
    return { events: stored };
  },
  standing: async () => {
    const { state, endedAt, endReason, channel } = await getSessionInTenant({ ctx, sessionId });
    const over = state === 'ending' || endedAt !== null;
    const found = channel === 'phone' ? await findTransfer({ ctx, input: { sessionId } }) : undefined;
    return { endReason: over ? endReason : null, transfer: found?.transfer };
  },
});
