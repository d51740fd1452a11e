export type { AnalysisOutcome } from './analysis-outcome.ts';
export { analyzeSession } from './analyze-session.ts';
export { type ClaimedAnalysis, claimAnalyses } from './claim-analyses.ts';
export { getAnalysis } from './get-analysis.ts';
export { requestAnalysis } from './request-analysis.ts';
export { settleAnalysis } from './settle-analysis.ts';
