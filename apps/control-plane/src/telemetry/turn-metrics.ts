import { type Channel, type TurnWaterfall, waterfallStages } from '@parley/contracts';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Seconds, from what a machine does by itself to what no caller waits for. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

const problems = ['negative', 'outside', 'overlapping', 'no_silence'] as const;

/** @returns what takes the waterfall of a turn into the histograms. */
export function createTurnMetrics(registry: Registry): (turn: TurnWaterfall, channel: Channel) => void {
  const registers = [registry];
  const silence = new Histogram({
    name: 'parley_turn_silence_seconds',
    help: 'From the last sound of the caller’s voice to the first of the agent’s, as the caller heard it.',
    labelNames: ['channel'] as const,
    buckets,
    registers,
  });
  const stage = new Histogram({
    name: 'parley_turn_stage_seconds',
    help: 'What a stage has of the silence, of every turn: the stages’ sums add up to the silence’s.',
    labelNames: ['stage'] as const,
    buckets,
    registers,
  });
  const impossible = new Counter({
    name: 'parley_turn_problems_total',
    help: 'Measures of turns that cannot be true.',
    labelNames: ['stage', 'problem'] as const,
    registers,
  });
  const bridged = new Counter({
    name: 'parley_turns_bridged_total',
    help: 'Silences that ended with “one moment”, before the answer was there.',
    registers,
  });
  // A series that begins at 1 has no increase.
  for (const one of waterfallStages) {
    stage.zero({ stage: one });
    for (const problem of problems) impossible.inc({ stage: one, problem }, 0);
  }

  return (turn, channel) => {
    for (const problem of turn.problems) impossible.inc(problem);
    if (turn.bridged) bridged.inc();
    // A sum that falls would look like a restart: what was no silence is counted as a problem alone.
    if (turn.silence_ms < 0) return;
    silence.observe({ channel }, turn.silence_ms / 1_000);
    for (const one of waterfallStages) stage.observe({ stage: one }, turn.bars[one] / 1_000);
  };
}
