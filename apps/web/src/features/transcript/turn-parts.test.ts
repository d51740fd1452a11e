import { expect, it } from 'vitest';
import { turnParts, turnRemark, turnTotal } from './turn-parts.ts';

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

const bars = {
  endpointing: 450,
  stt: 0,
  retrieval: 80,
  tools: 0,
  llm: 300,
  tts: 150,
  playout: 90,
  unexplained: 30,
};
const waterfall = { silence_ms: 1_100, bars, problems: [], bridged: false };

it('shows the waterfall where there is one: its bars in order, as long as the silence', () => {
  const parts = turnParts({ ...timing, waterfall });
  expect(parts.map((part) => part.key)).toEqual([
    'endpointing',
    'retrieval',
    'llm',
    'tts',
    'playout',
    'unexplained',
  ]);
  expect(parts.reduce((sum, part) => sum + part.ms, 0)).toBe(1_100);
  expect(turnTotal({ ...timing, waterfall })).toBe(1_100);
  expect(turnRemark({ ...timing, waterfall })).toBeUndefined();
  expect(turnRemark(timing)).toBeUndefined();
});

it('says that measures do not fit together, and hides none of it', () => {
  const problems = [
    { stage: 'llm' as const, problem: 'negative' as const },
    { stage: 'llm' as const, problem: 'outside' as const },
  ];
  const odd = { ...timing, waterfall: { ...waterfall, problems } };
  expect(turnRemark(odd)).toBe('These measures do not fit together: First word of the answer.');
  expect(turnRemark({ ...timing, waterfall: { ...waterfall, bridged: true } })).toMatch(/One moment/);
});
