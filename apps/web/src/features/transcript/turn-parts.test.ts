import { expect, it } from 'vitest';
import { turnParts, turnTotal } from './turn-parts.ts';

const timing = {
  endpointing_ms: 300,
  stt_ms: 100,
  llm_first_token_ms: 200,
  tts_first_audio_ms: null,
  total_ms: 700,
};

it('adds up to the total: what no part explains is shown as the rest', () => {
  const parts = turnParts(timing);
  expect(parts.map((part) => [part.key, part.ms])).toEqual([
    ['endpointing', 300],
    ['stt', 100],
    ['llm', 200],
    ['rest', 100],
  ]);
  expect(parts.reduce((sum, part) => sum + part.ms, 0)).toBe(turnTotal(timing));
});

it('sums the parts when the total is not known, and knows nothing from nothing', () => {
  expect(turnTotal({ ...timing, total_ms: null })).toBe(600);
  const nothing = { endpointing_ms: null, stt_ms: null, llm_first_token_ms: null, tts_first_audio_ms: null };
  expect(turnTotal({ ...nothing, total_ms: null })).toBeNull();
});
