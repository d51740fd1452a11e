import { expect, test } from 'vitest';
import { recordReports } from '../testing/recorded-report.ts';
import { UsageReport } from './usage-report.ts';

const openai = { provider: 'api.openai.com', model: 'mini' };
const llm = (inputTokens: number) => ({
  type: 'llm_usage' as const,
  ...openai,
  inputTokens,
  outputTokens: 9,
});
const begun = Date.parse('2026-03-01T12:00:00Z');

test('what was taken so far, now and then while the call goes on, and the rest at its end', () => {
  const { report, of } = recordReports();
  const usage = new UsageReport(report);
  const tokens = () => of('usage').map(({ models }) => models[0]?.input_tokens);
  usage.update([llm(100)], begun);
  usage.update([llm(200)], begun + 9_999);
  expect(tokens()).toEqual([100]);
  usage.update([llm(300)], begun + 10_000);
  usage.finish([llm(350)], begun + 11_000);
  usage.finish([llm(350)], begun + 12_000);
  expect(tokens()).toEqual([100, 300, 350]);
});

test('each stage by what its provider counts, and nothing of what runs in the job', () => {
  const { report, of } = recordReports();
  new UsageReport(report).finish(
    [
      { ...llm(100), inputCachedTokens: 40 },
      { type: 'stt_usage', provider: 'openai', model: 'transcribe', audioDurationMs: 1_500.4 },
      { type: 'tts_usage', provider: 'cartesia', model: 'sonic', charactersCount: 20, audioDurationMs: 900 },
      { type: 'eot_usage', provider: 'livekit', model: 'turn-detector-v1-mini', totalRequests: 3 },
    ],
    begun,
  );
  const none = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, characters: 0, audio_ms: 0 };
  expect(of('usage')[0]?.models).toEqual([
    { ...none, stage: 'llm', ...openai, input_tokens: 100, cached_input_tokens: 40, output_tokens: 9 },
    { ...none, stage: 'stt', provider: 'openai', model: 'transcribe', audio_ms: 1_500 },
    { ...none, stage: 'tts', provider: 'cartesia', model: 'sonic', characters: 20, audio_ms: 900 },
  ]);
});
