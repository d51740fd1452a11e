import { type TurnWaterfall, type WaterfallStage, waterfallStages } from '@parley/contracts';

/** Milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}
export interface StageSpan extends Span {
  stage: Exclude<WaterfallStage, 'unexplained'>;
}

type Problem = TurnWaterfall['problems'][number];

/** Clocks are read a little before or after the fact. */
const toleranceMs = 20;
const mostProblems = 30;
/** Of these a part is meant to run beside others: the wait for the end of a turn, and what is played to its end. */
const background: ReadonlySet<WaterfallStage> = new Set(['endpointing', 'playout']);

/**
 * Shares a silence out among what happened in it. Each moment belongs to one stage, of several at once to the one that
 * is named first, and to nobody where there is none: so the bars add up to the silence, whatever the measures say.
 * Measures that cannot be true are told as problems, and not put right.
 */
export function waterfall(silence: Span, measured: StageSpan[], { bridged = false } = {}): TurnWaterfall {
  const [from, to] = [Math.round(silence.from), Math.round(silence.to)];
  const stages = measured.map(({ stage, ...span }) => ({
    stage,
    from: Math.round(span.from),
    to: Math.round(span.to),
  }));
  const bars = Object.fromEntries(waterfallStages.map((stage) => [stage, 0])) as TurnWaterfall['bars'];
  const cuts = [from, to, ...stages.flatMap((span) => [span.from, span.to])]
    .filter((cut) => cut >= from && cut <= to)
    .sort((one, other) => one - other);
  let last = from;
  for (const cut of cuts) {
    const owner = stages.find((span) => span.from <= last && span.to >= cut);
    bars[owner?.stage ?? 'unexplained'] += cut - last;
    last = cut;
  }
  // A silence that ends before it begins is nobody's: it is told as it was measured.
  if (to < from) bars.unexplained = to - from;
  const problems = problemsOf({ from, to }, stages, bridged).slice(0, mostProblems);
  return { silence_ms: to - from, bars, problems, bridged };
}

function problemsOf(silence: Span, stages: StageSpan[], bridged: boolean): Problem[] {
  const problems: Problem[] = [];
  if (silence.to < silence.from) problems.push({ stage: 'unexplained', problem: 'no_silence' });
  for (const [at, span] of stages.entries()) {
    const { stage } = span;
    if (span.to < span.from) problems.push({ stage, problem: 'negative' });
    const early = span.from < silence.from - toleranceMs;
    // "One moment" ends a silence while what it bridges still goes on.
    const late = !bridged && span.to > silence.to + toleranceMs;
    if (early || late) problems.push({ stage, problem: 'outside' });
    const over = stages.slice(at + 1).some((other) => overlap(span, other) > toleranceMs);
    if (over) problems.push({ stage, problem: 'overlapping' });
  }
  return problems;
}

function overlap(one: StageSpan, other: StageSpan): number {
  if (background.has(one.stage) || background.has(other.stage)) return 0;
  return Math.min(one.to, other.to) - Math.max(one.from, other.from);
}
