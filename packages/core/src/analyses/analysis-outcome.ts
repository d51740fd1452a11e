import type { CallAnalysis, skippedReasons, UnanalyzedReason } from '@parley/contracts';
import type { AnalysisUsage } from '@parley/db';

export type SkippedReason = (typeof skippedReasons)[number];
export type FailedReason = Exclude<UnanalyzedReason, SkippedReason>;

/** What came of a try. */
export type AnalysisOutcome = { usage: AnalysisUsage[] } & (
  | {
      state: 'done';
      analysis: CallAnalysis;
      model: string;
      turnsRead: number;
      turnsTotal: number;
      readSeq: number;
    }
  /** `readSeq`: of the newest turn that was there; left out where none was looked for. */
  | { state: 'skipped'; reason: SkippedReason; readSeq?: number }
  /** `again`: another try may do better, not before so many milliseconds. */
  | { state: 'failed'; reason: FailedReason; message: string; again: { afterMs: number } | null }
  /** Given back unmade: its process is about to stop. */
  | { state: 'released' }
);

export const skippedWords: Record<SkippedReason, string> = {
  no_conversation: 'The caller said nothing, so there is nothing to analyse.',
  no_provider: 'No provider has a key for the language model. Put one in under Secrets, and ask again.',
  switched_off: 'The operator has switched the analysis of calls off.',
};
