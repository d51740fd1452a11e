import type { WorkerMessage } from '@parley/contracts';
import type { IssueSeq, Written } from './session-channel.ts';

/** One event as a job has reported it. */
export type Report = Extract<WorkerMessage, { type: 'event' }>;

/** Where a session's reports are kept. */
export interface ReportStore {
  /** Highest seq of the job that is stored, 0 for none. */
  ackedSeq(jobId: string): Promise<number>;
  /** Stores what is new of these in one transaction. */
  record(input: { jobId: string; reports: Report[]; issueSeq: IssueSeq }): Promise<Written>;
  /** Whether the database can be reached at all. */
  isReachable(): Promise<boolean>;
}
