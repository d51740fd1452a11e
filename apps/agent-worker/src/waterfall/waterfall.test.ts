import { turnWaterfallSchema, waterfallStages } from '@parley/contracts';
import { expect, test } from 'vitest';
import { type StageSpan, waterfall } from './waterfall.ts';

const sum = (bars: Record<string, number>): number => Object.values(bars).reduce((one, other) => one + other);
const span = (stage: StageSpan['stage'], from: number, to: number): StageSpan => ({ stage, from, to });

test('a turn with a look into the knowledge: each stage its own time, what is left unexplained', () => {
  const told = waterfall({ from: 1_000, to: 3_000 }, [
    span('stt', 1_450, 1_500),
    span('endpointing', 1_000, 1_520),
    span('llm', 1_530, 1_800),
    span('retrieval', 1_800, 1_900),
    span('llm', 1_905, 2_300),
    span('tts', 2_300, 2_600),
    span('playout', 2_600, 3_000),
  ]);
  expect(told).toEqual({
    silence_ms: 2_000,
    bars: {
      endpointing: 470,
      stt: 50,
      retrieval: 100,
      tools: 0,
      llm: 665,
      tts: 300,
      playout: 400,
      unexplained: 15,
    },
    problems: [],
    bridged: false,
  });
});

test.each<[string, StageSpan[], string[]]>([
  ['ends before it began', [span('llm', 500, 400)], ['llm negative']],
  ['begins before the caller had finished', [span('llm', -300, 400)], ['llm outside']],
  ['ends after the agent was heard', [span('tts', 500, 1_400)], ['tts outside']],
  ['runs beside another', [span('llm', 100, 500), span('tts', 300, 800)], ['llm overlapping']],
  ['is longer than the whole silence', [span('llm', -300, 1_600), span('tts', 990, 1_000)], ['llm outside']],
])('what %s is told, and the bars add up all the same', (_, stages, problems) => {
  const told = waterfall({ from: 0, to: 1_000 }, stages);
  expect(told.problems.map(({ stage, problem }) => `${stage} ${problem}`)).toEqual(problems);
  expect(sum(told.bars)).toBe(1_000);
});

test('an agent that was heard before the caller had finished: there was no silence', () => {
  const told = waterfall({ from: 1_000, to: 900 }, [span('endpointing', 1_000, 1_500)]);
  expect(told.silence_ms).toBe(-100);
  expect(sum(told.bars)).toBe(-100);
  expect(told.problems).toContainEqual({ stage: 'unexplained', problem: 'no_silence' });
});

test('what a bridge has cut short is no problem', () => {
  const told = waterfall({ from: 0, to: 2_500 }, [span('llm', 600, 7_000)], { bridged: true });
  expect(told).toMatchObject({ bars: { llm: 1_900, unexplained: 600 }, problems: [], bridged: true });
});

/** mulberry32: the same times in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const measurable = waterfallStages.filter((stage) => stage !== 'unexplained');

test('of whatever is measured the bars add up to the silence, and none is below nothing', () => {
  const random = seeded(7);
  const any = (least: number, most: number): number => least + random() * (most - least);
  for (let round = 0; round < 5_000; round += 1) {
    const from = any(-1e3, 1e13);
    const to = from + any(0, 8_000);
    const stages = Array.from({ length: Math.floor(any(0, 12)) }, () => {
      const begin = from + any(-2_000, 9_000);
      return span(
        measurable[Math.floor(any(0, measurable.length))] ?? 'llm',
        begin,
        begin + any(-500, 4_000),
      );
    });
    const told = turnWaterfallSchema.parse(waterfall({ from, to }, stages));
    expect(sum(told.bars)).toBe(told.silence_ms);
    expect(Math.abs(told.silence_ms - (to - from))).toBeLessThanOrEqual(1);
    expect(Math.min(...Object.values(told.bars))).toBeGreaterThanOrEqual(0);
    const negative = stages.some((stage) => Math.round(stage.to) < Math.round(stage.from));
    expect(told.problems.some(({ problem }) => problem === 'negative')).toBe(negative);
  }
});

test('of stages that follow one another each gets just its own time, in whatever order they are told', () => {
  const random = seeded(11);
  for (let round = 0; round < 2_000; round += 1) {
    const silence = { from: 1e12, to: 1e12 };
    const expected: Record<string, number> = Object.fromEntries(waterfallStages.map((stage) => [stage, 0]));
    const stages = measurable.map((stage) => {
      const gap = Math.floor(random() * 50);
      const ms = Math.floor(random() * 900);
      const begin = silence.to + gap;
      silence.to = begin + ms;
      expected.unexplained = (expected.unexplained ?? 0) + gap;
      expected[stage] = ms;
      return span(stage, begin, begin + ms);
    });
    const told = waterfall(silence, random() < 0.5 ? stages : stages.toReversed());
    expect(told.bars).toEqual(expected);
    expect(told.problems).toEqual([]);
  }
});
