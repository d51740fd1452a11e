import { type TurnWaterfall, waterfallStages } from '@parley/contracts';
import type { ContestantName } from './contestants.ts';
import { percentile } from './percentile.ts';
import { type ProviderEntry, providerShare } from './provider-share.ts';
import type { Turn } from './run-turn-gap.ts';

/** Whole milliseconds. */
export interface Percentiles {
  p50_ms: number;
  p90_ms: number;
  p95_ms: number;
  p99_ms: number;
  count: number;
}

export interface ArmSummary extends Percentiles {
  /** What the providers' delays of the same turns, and the way there and back, would have taken. */
  oracle: Percentiles;
  /** Turns in which the agent spoke before the caller had finished. */
  false_cut_offs: number;
  unanswered: number;
  /** The silence ended with “one moment”; in the silences, and not in the oracle. */
  bridged: number;
  /** Of the language model's requests, those that answered no turn; between 0 and 1. */
  wasted_llm: number;
  /** Silence less the floor and the wait for the end of the turn, where the agent told that wait. */
  overhead?: Percentiles;
  /** Where the silence went by the agent's own account: of each bar the median, in milliseconds. */
  bars?: Record<string, number>;
}

export interface Summary {
  floor: Percentiles & { drift: number };
  arms: Record<ContestantName, ArmSummary>;
}

/** @param entries the log's entries of either arm's client. */
export function summarize(run: {
  turns: Record<ContestantName, Turn[]>;
  entries: Record<ContestantName, ProviderEntry[]>;
  floors: number[];
}): Summary {
  const floorMs = percentile(run.floors, 0.5);
  const arm = (name: ContestantName) => summarizeArm(run.turns[name], run.entries[name], floorMs);
  return {
    floor: { ...percentiles(run.floors), drift: drift(run.floors) },
    arms: { ours: arm('ours'), stock: arm('stock') },
  };
}

function summarizeArm(turns: Turn[], entries: ProviderEntry[], floorMs: number): ArmSummary {
  const answered = turns.flatMap(({ outcome, ...turn }) =>
    outcome.kind === 'answered' ? [{ ...turn, ...outcome }] : [],
  );
  const shares = answered.flatMap(({ since, heardAt }) => {
    const next = turns.find((turn) => turn.since > since)?.since ?? Number.POSITIVE_INFINITY;
    const own = entries.filter(({ n }) => n > since && n <= next);
    return providerShare(own, heardAt) ?? [];
  });
  const told = answered.flatMap(({ gapMs, waterfall }) =>
    waterfall ? [{ gapMs, bars: waterfall.bars }] : [],
  );
  const overheads = told.map(({ gapMs, bars }) => gapMs - floorMs - bars.endpointing);
  const asked = entries.filter((entry) => entry.class === 'llm').length;
  const count = (kind: string) => turns.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    ...percentiles(answered.map(({ gapMs }) => gapMs)),
    oracle: percentiles(shares.filter(({ bridged }) => !bridged).map(({ totalMs }) => totalMs + floorMs)),
    false_cut_offs: count('talked_over'),
    unanswered: count('unanswered'),
    bridged: shares.filter(({ bridged }) => bridged).length,
    wasted_llm: asked === 0 ? 0 : Math.max(0, asked - turns.length) / asked,
    ...(told.length > 0 && { overhead: percentiles(overheads), bars: medians(told.map(({ bars }) => bars)) }),
  };
}

const medians = (all: TurnWaterfall['bars'][]): Record<string, number> =>
  Object.fromEntries(
    waterfallStages.map((stage) => [
      stage,
      percentile(
        all.map((bars) => bars[stage]),
        0.5,
      ),
    ]),
  );

export function percentiles(values: number[]): Percentiles {
  const at = (share: number) => Math.round(percentile(values, share));
  return { p50_ms: at(0.5), p90_ms: at(0.9), p95_ms: at(0.95), p99_ms: at(0.99), count: values.length };
}

/** How far the median of a third of the run is from that of the whole, at the most; as a share. */
export function drift(values: number[]): number {
  const whole = percentile(values, 0.5);
  const size = Math.ceil(values.length / 3);
  const thirds = [0, 1, 2].map((third) => values.slice(third * size, (third + 1) * size));
  return Math.max(
    ...thirds
      .filter((third) => third.length > 0)
      .map((third) => Math.abs(percentile(third, 0.5) / whole - 1)),
  );
}
