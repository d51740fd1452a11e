import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TurnMarks } from './turn-marks.ts';

beforeEach(() => vi.useFakeTimers({ now: 100_000 }));
afterEach(() => vi.useRealTimers());

const rate = 24_000;
const sound = (ms: number, level = 3_000): Int16Array => new Int16Array((rate * ms) / 1000).fill(level);

/** The caller is last heard at 100 000, 40 ms before the detector has it; sound takes 80 ms there and back. */
function start() {
  const marks = new TurnMarks({ lastSoundNear: (at) => at - 40, transportMs: () => 80 });
  const at = (ms: number, what: () => void): void => {
    vi.setSystemTime(100_000 + ms);
    what();
  };
  const times = { stoppedAt: 100_040, finalAt: 100_300, endedAt: 100_640, playedAt: 101_500 };
  return { marks, at, times };
}

test('a turn with a look into the knowledge, to the first sound that is heard', () => {
  const { marks, at, times } = start();
  at(200, () => marks.waits(600));
  marks.stage({ stage: 'llm', from: 100_650, to: 100_900 });
  const tool = { type: 'tool' as const, call_id: 'c', name: 'lookup_knowledge' };
  at(900, () => marks.event({ ...tool, status: 'started' }));
  at(1_000, () => marks.event({ ...tool, status: 'succeeded' }));
  marks.stage({ stage: 'llm', from: 101_000, to: 101_300 });
  marks.stage({ stage: 'tts', from: 101_300, to: 101_480 });
  // The voice begins with silence.
  at(1_500, () => marks.agentAudio(sound(100, 10), rate, 101_500));
  at(1_600, () => marks.agentAudio(sound(100), rate, 101_600));
  expect(marks.of(times)).toEqual({
    silence_ms: 1_680,
    bars: {
      endpointing: 640,
      stt: 0,
      retrieval: 100,
      tools: 0,
      llm: 550,
      tts: 180,
      playout: 200,
      unexplained: 10,
    },
    problems: [],
    bridged: false,
  });
});

test('words that are written down after the wait is over are waited for', () => {
  const { marks, at, times } = start();
  at(200, () => marks.waits(400));
  const { bars } = marks.of({ ...times, finalAt: 100_620 });
  expect([bars.endpointing, bars.stt]).toEqual([460, 180]);
});

test('the wait is the one that was chosen before this turn ended', () => {
  const { marks, at, times } = start();
  at(200, () => marks.waits(400));
  at(900, () => marks.waits(2_000));
  expect(marks.of({ ...times, finalAt: 100_620 }).bars.stt).toBe(180);
});

test('“one moment” ends the silence, and is told', () => {
  const { marks, at, times } = start();
  at(2_800, () => marks.agentAudio(sound(600), rate, 102_800));
  marks.stage({ stage: 'llm', from: 100_650, to: 105_000 });
  marks.stage({ stage: 'tts', from: 105_000, to: 105_200 });
  at(5_250, () => marks.agentAudio(sound(600), rate, 105_250));
  const told = marks.of({ ...times, playedAt: 105_250 });
  expect(told).toMatchObject({ silence_ms: 2_880, bridged: true, problems: [] });
  expect(told.bars.playout).toBe(0);
  expect(told.bars.llm).toBe(2_230);
});

test('a pause between sentences begins nothing, and an answer without a sound counts from when it was played', () => {
  const { marks, at, times } = start();
  at(0, () => marks.agentAudio(sound(500), rate, 100_400));
  at(700, () => marks.agentAudio(sound(200), rate, 101_100));
  expect(marks.of(times).silence_ms).toBe(1_580);
});

test('what was cut off before it was heard is no sound of the agent', () => {
  const { marks, at, times } = start();
  at(700, () => marks.agentAudio(sound(900), rate, 100_700));
  at(720, () => marks.agentCut(100_720));
  at(1_500, () => marks.agentAudio(sound(100), rate, 101_500));
  expect(marks.of({ ...times, endedAt: 100_900 }).silence_ms).toBe(1_580);
  at(1_510, () => marks.agentAudio(sound(100), rate, 103_000));
  at(1_520, () => marks.agentCut(101_520));
  expect(marks.of({ ...times, endedAt: 101_600, playedAt: 103_000 }).silence_ms).toBe(3_080);
});

test('times that cannot be are told as they are', () => {
  const { marks, times } = start();
  marks.stage({ stage: 'llm', from: 101_200, to: 100_900 });
  marks.stage({ stage: 'tts', from: 101_000, to: 107_000 });
  const { problems, bars, silence_ms } = marks.of(times);
  expect(problems).toContainEqual({ stage: 'llm', problem: 'negative' });
  expect(problems).toContainEqual({ stage: 'tts', problem: 'outside' });
  expect(Object.values(bars).reduce((one, other) => one + other)).toBe(silence_ms);
});
