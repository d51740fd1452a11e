import type { TurnTiming } from './transcript-view.ts';

export interface TurnPart {
  key: 'endpointing' | 'stt' | 'llm' | 'tts' | 'rest';
  label: string;
  ms: number;
}

const parts = [
  ['endpointing', 'Noticing you had finished', 'endpointing_ms'],
  ['stt', 'Writing down your words', 'stt_ms'],
  ['llm', 'First word of the answer', 'llm_first_token_ms'],
  ['tts', 'First sound of the voice', 'tts_first_audio_ms'],
] as const;

/** The known parts of a turn's silence, in order, and what is left of the total. */
export function turnParts(timing: TurnTiming): TurnPart[] {
  const known = parts.flatMap(([key, label, field]) => {
    const ms = timing[field];
    return ms === null || ms < 0 ? [] : [{ key, label, ms }];
  });
  const sum = known.reduce((total, part) => total + part.ms, 0);
  const rest = (timing.total_ms ?? 0) - sum;
  return rest >= 1 ? [...known, { key: 'rest' as const, label: 'On the way', ms: rest }] : known;
}

/** The silence the caller heard: the measured total, else the sum of what is known. */
export function turnTotal(timing: TurnTiming): number | null {
  if (timing.total_ms !== null) return timing.total_ms;
  const known = turnParts(timing);
  return known.length === 0 ? null : known.reduce((total, part) => total + part.ms, 0);
}
