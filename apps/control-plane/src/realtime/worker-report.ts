import type { CallTransfer, EndReason, WorkerMessage } from '@parley/contracts';
import type { IssueSeq, Written } from './session-channel.ts';

/** One event as a job has reported it. */
export type Report = Extract<WorkerMessage, { type: 'event' }>;

/** Where a session's reports are kept. */
export interface ReportStore {
  /** Highest seq of the job that is stored, 0 for none. */
  ackedSeq(jobId: string): Promise<number>;
  /** Stores what is new of these in one transaction. */
  record(input: { jobId: string; reports: Report[]; issueSeq: IssueSeq }): Promise<Written>;
  /** Why the session is over, or about to be, null while it goes on; and the last transfer of its call. */
  standing(): Promise<{ endReason: EndReason | null; transfer: CallTransfer | undefined }>;
}
