import { expect, test } from 'vitest';
import { TurnTiming } from './turn-timing.ts';

test('one report per turn of the caller, in milliseconds, unknown parts null', () => {
  const timing = new TurnTiming();
  timing.callerTurn({ endOfTurnDelay: 0.7123, transcriptionDelay: 0.65 }, 1_000);
  const answer = { llmNodeTtft: 0.2, ttsNodeTtfb: 0.13, e2eLatency: 1.204 };
  expect(timing.agentTurn(answer, { segmentId: 'a-1', startedAt: 2_000 })).toEqual({
    type: 'turn_timing',
    segment_id: 'a-1',
    endpointing_ms: 712,
    stt_ms: 650,
    llm_first_token_ms: 200,
    tts_first_audio_ms: 130,
    total_ms: 1204,
  });
  expect(timing.agentTurn({ llmNodeTtft: 0.2 }, { segmentId: 'a-2', startedAt: 3_000 })).toBeUndefined();
  timing.callerTurn({}, 4_000);
  expect(timing.agentTurn({}, { segmentId: undefined, startedAt: 4_000 })).toEqual({
    type: 'turn_timing',
    endpointing_ms: null,
    stt_ms: null,
    llm_first_token_ms: null,
    tts_first_audio_ms: null,
    total_ms: null,
  });
});

test('a turn that was spoken and answered aloud has its waterfall; of others nothing is made up', () => {
  const asked: object[] = [];
  const waterfall = { silence_ms: 1_000 } as never;
  const timing = new TurnTiming((times) => {
    asked.push(times);
    return waterfall;
  });
  timing.callerTurn({ stoppedSpeakingAt: 10, endOfTurnDelay: 0.5, transcriptionDelay: 0.25 }, 10_500);
  const answer = { startedSpeakingAt: 11.25 };
  expect(timing.agentTurn(answer, { segmentId: 'a-1', startedAt: 11_250 })).toMatchObject({ waterfall });
  expect(asked).toEqual([{ stoppedAt: 10_000, finalAt: 10_250, endedAt: 10_500, playedAt: 11_250 }]);
  timing.callerTurn({}, 20_000);
  expect(timing.agentTurn(answer, { segmentId: 'a-2', startedAt: 21_000 })).not.toHaveProperty('waterfall');
});

test('an interrupted answer is told of late: the turn that interrupted it keeps its own timing', () => {
  const timing = new TurnTiming();
  timing.callerTurn({ endOfTurnDelay: 0.1 }, 2_000);
  // The greeting, which no turn had asked for.
  expect(timing.agentTurn({}, { segmentId: 'a-1', startedAt: 1_000 })).toBeUndefined();
  timing.callerTurn({ endOfTurnDelay: 0.2 }, 4_000);
  expect(timing.agentTurn({}, { segmentId: 'a-2', startedAt: 3_000 })).toMatchObject({ endpointing_ms: 100 });
  expect(timing.agentTurn({}, { segmentId: 'a-3', startedAt: 5_000 })).toMatchObject({ endpointing_ms: 200 });
});
