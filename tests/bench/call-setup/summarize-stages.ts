import { percentile } from '../turn-gap/percentile.ts';
import type { Setup } from './measure-setup.ts';

export type StageSummary = Record<string, { p50_ms: number; p95_ms: number; calls: number }>;

/** Per stage, whole milliseconds since the INVITE. */
export function summarizeStages(setups: Setup[]): StageSummary {
  const stages = new Map<string, number[]>();
  for (const setup of setups)
    for (const [stage, ms] of Object.entries(setup.stages))
      stages.set(stage, [...(stages.get(stage) ?? []), ms]);
  const summaries = [...stages].map(([stage, values]) => {
    const at = (share: number) => Math.round(percentile(values, share));
    return [stage, { p50_ms: at(0.5), p95_ms: at(0.95), calls: values.length }] as const;
  });
  return Object.fromEntries(summaries.toSorted(([, a], [, b]) => a.p50_ms - b.p50_ms));
}

export function renderStages(summary: StageSummary): string {
  const rows = [
    ['since the INVITE', 'p50 ms', 'p95 ms', 'calls'],
    ...Object.entries(summary).map(([stage, { p50_ms, p95_ms, calls }]) => [stage, p50_ms, p95_ms, calls]),
  ];
  return rows
    .map(
      ([name, ...cells]) =>
        `${String(name).padEnd(24)}${cells.map((cell) => String(cell).padStart(9)).join('')}`,
    )
    .join('\n');
}
