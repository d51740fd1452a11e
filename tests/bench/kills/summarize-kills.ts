import { percentile } from '../turn-gap/percentile.ts';
import type { JudgedCall, JudgedKill, Moment } from './judge-call.ts';

interface Waits {
  count: number;
  p50: number;
  p95: number;
  max: number;
}

export interface KillsSummary {
  kills: number;
  calls: number;
  wait_ms: Waits;
  since_kill_ms: Waits;
  by_moment: Record<string, Waits>;
  wrong: JudgedCall['wrong'];
}

const moments: Moment[] = ['agent speaks', 'caller speaks', 'nobody speaks'];

export function summarizeKills(calls: JudgedCall[]): KillsSummary {
  const kills = calls.flatMap((call) => call.kills);
  const names = Object.keys(calls[0]?.wrong ?? {}) as (keyof JudgedCall['wrong'])[];
  const total = (name: keyof JudgedCall['wrong']) => calls.reduce((sum, { wrong }) => sum + wrong[name], 0);
  return {
    kills: kills.length,
    calls: calls.length,
    wait_ms: waitsOf(kills, 'wait_ms'),
    since_kill_ms: waitsOf(kills, 'since_kill_ms'),
    by_moment: Object.fromEntries(
      moments.map((moment) => [
        moment,
        waitsOf(
          kills.filter((kill) => kill.moment === moment),
          'wait_ms',
        ),
      ]),
    ),
    wrong: Object.fromEntries(names.map((name) => [name, total(name)])) as JudgedCall['wrong'],
  };
}

function waitsOf(kills: JudgedKill[], which: 'wait_ms' | 'since_kill_ms'): Waits {
  const values = kills.flatMap((kill) => kill[which] ?? []);
  return {
    count: values.length,
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    max: values.length > 0 ? Math.max(...values) : Number.NaN,
  };
}

export function renderKills({
  kills,
  calls,
  wait_ms,
  since_kill_ms,
  by_moment,
  wrong,
}: KillsSummary): string {
  const rows = Object.entries({ ...by_moment, 'all of them': wait_ms, 'since the kill': since_kill_ms });
  return [
    `${kills} kills in ${calls} calls; ms of silence to the agent's next word`,
    `${'killed while'.padEnd(18)}${['kills', 'p50', 'p95', 'max'].map((name) => name.padStart(8)).join('')}`,
    ...rows.map(
      ([name, waits]) =>
        `${name.padEnd(18)}${[waits.count, waits.p50, waits.p95, waits.max].map((value) => String(value).padStart(8)).join('')}`,
    ),
    ...Object.entries(wrong).map(([name, count]) => `${name.replaceAll('_', ' ')}: ${count}`),
  ].join('\n');
}
