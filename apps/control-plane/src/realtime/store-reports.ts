import { DomainError } from '@parley/core';
import { sqlStateOf } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import { isDatabaseUnavailable } from '../plugins/is-database-unavailable.ts';
import type { RealtimeLimits } from './limits.ts';
import { isOpen, type PeerSocket } from './peer-socket.ts';
import type { SessionChannel } from './session-channel.ts';
import type { Report, ReportStore } from './worker-report.ts';

export interface StoreReportsOptions {
  jobId: string;
  reports: Report[];
  channel: SessionChannel;
  store: ReportStore;
  socket: PeerSocket;
  limits: RealtimeLimits;
  clock: Clock;
  log: Logger;
}

const triesForOne = 3;

/**
 * Commits reports and shows them. While the database is away, or cannot write, it tries again as long as the socket
 * is open: what is not acknowledged, the worker keeps. Of a job that is gone they are the last: these it tries once.
 * A report that can never be stored is dropped, so that it does not hold up the others for ever.
 */
export async function storeReports(options: StoreReportsOptions): Promise<void> {
  const { jobId, reports, channel, store, socket, log } = options;
  for (let failures = 0; failures === 0 || isOpen(socket); await pause(options, failures)) {
    try {
      await channel.commit((issueSeq) => store.record({ jobId, reports, issueSeq }));
      return;
    } catch (error) {
      failures += 1;
      const refused = isRefusal(error);
      log[refused ? 'error' : 'warn']({ err: error, jobId, reports: reports.length }, 'reports not stored');
      if (!refused) continue;
      if (reports.length > 1) return storeOneByOne(options);
      if (error instanceof DomainError || failures >= triesForOne) return;
    }
  }
}

/** What the same report would meet again: the domain's refusals, wrong data (SQLSTATE 22, 23), and our own mistakes. */
function isRefusal(error: unknown): boolean {
  if (error instanceof DomainError) return true;
  const state = sqlStateOf(error);
  return state === undefined ? !isDatabaseUnavailable(error) : /^(22|23)/.test(state);
}

async function storeOneByOne(options: StoreReportsOptions): Promise<void> {
  for (const report of options.reports) await storeReports({ ...options, reports: [report] });
}

const pause = ({ limits, clock }: StoreReportsOptions, failures: number): Promise<void> =>
  new Promise((resolve) => {
    const { first, longest } = limits.retryMs;
    clock.after(Math.min(longest, first * 2 ** (failures - 1)), resolve);
  });
