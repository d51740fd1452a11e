import { DomainError } from '@parley/core';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
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
 * Commits reports and shows them. While the database is away it tries again, as long as the socket is open.
 * A report that the database refuses is dropped, so that it does not hold up the others for ever.
 */
export async function storeReports(options: StoreReportsOptions): Promise<void> {
  const { jobId, reports, channel, store, socket, log } = options;
  for (let failures = 0; isOpen(socket); await pause(options, failures)) {
    try {
      await channel.commit((issueSeq) => store.record({ jobId, reports, issueSeq }));
      return;
    } catch (error) {
      failures += 1;
      const refused = error instanceof DomainError || (await store.isReachable());
      log[refused ? 'error' : 'warn']({ err: error, jobId, reports: reports.length }, 'reports not stored');
      if (!refused) continue;
      if (reports.length > 1) return storeOneByOne(options);
      if (error instanceof DomainError || failures >= triesForOne) return;
    }
  }
}

async function storeOneByOne(options: StoreReportsOptions): Promise<void> {
  for (const report of options.reports) await storeReports({ ...options, reports: [report] });
}

const pause = ({ limits, clock }: StoreReportsOptions, failures: number): Promise<void> =>
  new Promise((resolve) => {
    const { first, longest } = limits.retryMs;
    clock.after(Math.min(longest, first * 2 ** (failures - 1)), resolve);
  });
