export interface AnalysisLimits {
  /** Analyses under way at once, in all and of one tenant. */
  atOnce: number;
  perTenant: number;
  /** Between two looks when there is nothing to do. */
  pollMs: number;
  /** Longer than a try takes, which asks twice at most, so that nobody else makes it meanwhile. */
  leaseMs: number;
  /** Before each further try. */
  retryMs: readonly number[];
}

const minute = 60_000;

export const analysisLimits: AnalysisLimits = {
  atOnce: 4,
  perTenant: 2,
  pollMs: 1_000,
  leaseMs: 150_000,
  retryMs: [10_000, minute, 5 * minute, 30 * minute, 120 * minute],
};
