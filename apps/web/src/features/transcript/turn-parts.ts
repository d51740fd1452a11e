import { type TurnWaterfall, type WaterfallStage, waterfallStages } from '@parley/contracts';
import type { TurnTiming } from './transcript-view.ts';

export interface TurnPart {
  key: WaterfallStage | 'rest';
  label: string;
  ms: number;
}

const labels: Record<WaterfallStage, string> = {
  endpointing: 'Noticing you had finished',
  stt: 'Writing down your words',
  retrieval: 'Looking it up',
  tools: 'Doing what was asked',
  llm: 'First word of the answer',
  tts: 'First sound of the voice',
  playout: 'On the way',
  unexplained: 'Unexplained',
};

/** Of turns from before there were waterfalls. */
const measures = [
  ['endpointing', 'endpointing_ms'],
  ['stt', 'stt_ms'],
  ['llm', 'llm_first_token_ms'],
  ['tts', 'tts_first_audio_ms'],
] as const;

/** The parts of a turn's silence, in order; what is left of the total is the last. */
export function turnParts(timing: TurnTiming): TurnPart[] {
  if (timing.waterfall) return waterfallParts(timing.waterfall);
  const known = measures.flatMap(([key, field]) => {
    const ms = timing[field];
    return ms === null || ms < 0 ? [] : [{ key, label: labels[key], ms }];
  });
  const sum = known.reduce((total, part) => total + part.ms, 0);
  const rest = (timing.total_ms ?? 0) - sum;
  return rest >= 1 ? [...known, { key: 'rest' as const, label: 'On the way', ms: rest }] : known;
}

const waterfallParts = ({ bars }: TurnWaterfall): TurnPart[] =>
  waterfallStages.flatMap((key) => (bars[key] > 0 ? [{ key, label: labels[key], ms: bars[key] }] : []));

/** The silence the caller heard: the measured total, else the sum of what is known. */
export function turnTotal(timing: TurnTiming): number | null {
  if (timing.waterfall) return Math.max(0, timing.waterfall.silence_ms);
  if (timing.total_ms !== null) return timing.total_ms;
  const known = turnParts(timing);
  return known.length === 0 ? null : known.reduce((total, part) => total + part.ms, 0);
}

/** What is to be said of a measure beside its parts; undefined when all is as it should be. */
export function turnRemark({ waterfall }: TurnTiming): string | undefined {
  if (!waterfall) return undefined;
  const odd = [...new Set(waterfall.problems.map(({ stage }) => labels[stage]))];
  if (odd.length > 0) return `These measures do not fit together: ${odd.join(', ')}.`;
  return waterfall.bridged ? '“One moment” was said in the meantime.' : undefined;
}
