import { expect, test } from 'vitest';
import { TurnTiming } from './turn-timing.ts';

test('one report per turn of the caller, in milliseconds, unknown parts null', () => {
  const timing = new TurnTiming();
  timing.callerTurn({ endOfTurnDelay: 0.7123, transcriptionDelay: 0.65 });
  expect(timing.agentTurn({ llmNodeTtft: 0.2, ttsNodeTtfb: 0.13, e2eLatency: 1.204 }, 'a-1')).toEqual({
    type: 'turn_timing',
    segment_id: 'a-1',
    endpointing_ms: 712,
    stt_ms: 650,
    llm_first_token_ms: 200,
    tts_first_audio_ms: 130,
    total_ms: 1204,
  });
  expect(timing.agentTurn({ llmNodeTtft: 0.2 }, 'a-2')).toBeUndefined();
  timing.callerTurn({});
  expect(timing.agentTurn({}, undefined)).toEqual({
    type: 'turn_timing',
    endpointing_ms: null,
    stt_ms: null,
    llm_first_token_ms: null,
    tts_first_audio_ms: null,
    total_ms: null,
  });
});
