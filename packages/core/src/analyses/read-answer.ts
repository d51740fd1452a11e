import {
  type AnalysisAnswer,
  analysisAnswerSchema,
  type CallAnalysis,
  type TurnReference,
} from '@parley/contracts';
import { storableJson } from '../storable.ts';
import type { ReadTurn } from './bound-turns.ts';

const mostIssues = 12;

export type ReadAnswer = { analysis: CallAnalysis } | { issues: string[] };

/**
 * A model's answer, if it is one: JSON, of the schema, and each claim resting on turns that the model was given.
 * The issues say what is wrong without repeating what was said.
 */
export function readAnswer(text: string, turns: readonly ReadTurn[]): ReadAnswer {
  const json = jsonOf(text);
  if (json === undefined) return { issues: ['answer: it is no JSON, or not all of it'] };
  const parsed = analysisAnswerSchema.safeParse(storableJson(json));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'answer'}: ${message}`,
    );
    return { issues: issues.slice(0, mostIssues) };
  }
  const known = new Map(turns.map(({ turn, segment }) => [turn, segment]));
  const issues = claimsOf(parsed.data).flatMap(([path, claim]) =>
    claim.turns.filter((turn) => !known.has(turn)).map((turn) => `${path}: there is no turn ${turn}`),
  );
  if (issues.length > 0) return { issues: issues.slice(0, mostIssues) };
  return { analysis: withReferences(parsed.data, known) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Claim = { turns: number[] };
const lists = ['summary', 'sentiment', 'success_factors', 'topics', 'follow_ups'] as const;

const claimsOf = (answer: AnalysisAnswer): [string, Claim][] => [
  ...lists.flatMap((list) =>
    answer[list].map((claim: Claim, index): [string, Claim] => [`${list}.${index}`, claim]),
  ),
  ...answer.rating.reasons.map((claim, index): [string, Claim] => [`rating.reasons.${index}`, claim]),
];

function withReferences(answer: AnalysisAnswer, known: Map<number, TurnReference>): CallAnalysis {
  const inOrder = (turns: number[]) => [...new Set(turns)].sort((a, b) => a - b);
  const refer = <C extends Claim>({ turns, ...claim }: C) => ({
    ...claim,
    turns: inOrder(turns).map((turn) => known.get(turn) as TurnReference),
  });
  const firstOf = ({ turns }: Claim) => Math.min(...turns);
  return {
    summary: answer.summary.map(refer),
    rating: { score: answer.rating.score, reasons: answer.rating.reasons.map(refer) },
    sentiment: answer.sentiment.toSorted((a, b) => firstOf(a) - firstOf(b)).map(refer),
    success_factors: answer.success_factors.map(refer),
    topics: answer.topics.map(refer),
    follow_ups: answer.follow_ups.map(refer),
  };
}
