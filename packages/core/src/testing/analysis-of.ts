import type { AnalysisAnswer } from '@parley/contracts';

/** A model's answer in which each claim rests on the given turns. */
export function analysisOf(turns: number[], change: Partial<AnalysisAnswer> = {}): string {
  const claim = { text: 'The sink leaks.', turns };
  const answer: AnalysisAnswer = {
    summary: [claim],
    rating: { score: 8, reasons: [claim] },
    sentiment: [{ mood: 'negative', ...claim }],
    success_factors: [{ effect: 'helped', ...claim }],
    topics: [{ name: 'leak', turns }],
    follow_ups: [{ who: 'business', ...claim }],
    ...change,
  };
  return JSON.stringify(answer);
}
