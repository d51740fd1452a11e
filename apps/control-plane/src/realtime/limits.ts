/** How much of a peer that does not keep up is borne. Bytes and milliseconds. */
export interface RealtimeLimits {
  /** Waiting bytes beyond which a viewer gets no interim transcripts. */
  viewerInterimBytes: number;
  /** Waiting bytes beyond which a viewer is closed with 4429. */
  viewerMaxBytes: number;
  /** A page of the replay that a viewer does not take within this time closes it with 4429. */
  replayPageMs: number;
  /** Stored events read at once for a replay. */
  replayPageSize: number;
  /** Between pings; a peer that has not answered the last one is cut off. */
  heartbeatMs: number;
  /** Between two looks whether the credential that opened a viewer's socket still holds. */
  recheckMs: number;
  /** Time to answer a close before the connection is cut. */
  closeMs: number;
  /** Worker events committed in one transaction, at most. */
  workerBatchSize: number;
  /** Unprocessed worker messages beyond which reading from the socket pauses. */
  workerQueueSize: number;
  /** Pause before a failed commit is tried again, the first and the longest. */
  retryMs: { first: number; longest: number };
  /** How long a worker whose session has ended may still report. */
  lateReportsMs: number;
}

export const realtimeLimits: RealtimeLimits = {
  viewerInterimBytes: 64 * 1024,
  viewerMaxBytes: 1024 * 1024,
  replayPageMs: 10_000,
  replayPageSize: 500,
  heartbeatMs: 15_000,
  recheckMs: 1_000,
  closeMs: 5_000,
  workerBatchSize: 200,
  workerQueueSize: 2_000,
  retryMs: { first: 200, longest: 2_000 },
  lateReportsMs: 60_000,
};
