import type { metrics } from '@livekit/agents';
import type { ModelUsage } from '@parley/contracts';
import type { Report } from './report.ts';

/** Milliseconds between two reports; only a job that is killed loses what came since the last. */
const atMostEveryMs = 10_000;

/** Reports what the job has taken of its models so far, now and then while it talks, and at the end. */
export class UsageReport {
  readonly #report: Report;
  #reportedAt: number | undefined;
  #reported = '[]';

  constructor(report: Report) {
    this.#report = report;
  }

  /** @param taken the session's own account, over all of its models. */
  update(taken: Partial<metrics.ModelUsage>[], now: number): void {
    if (this.#reportedAt !== undefined && now - this.#reportedAt < atMostEveryMs) return;
    this.finish(taken, now);
  }

  finish(taken: Partial<metrics.ModelUsage>[], now: number): void {
    const models = taken.flatMap(toModelUsage);
    const text = JSON.stringify(models);
    if (text === this.#reported) return;
    this.#reported = text;
    this.#reportedAt = now;
    this.#report({ type: 'usage', models }, new Date(now));
  }
}

const none = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, characters: 0, audio_ms: 0 };

/** LiveKit leaves out what is zero. What finds the end of a turn runs in the job, and costs nothing. */
function toModelUsage(taken: Partial<metrics.ModelUsage>): ModelUsage[] {
  const { provider = '', model = '' } = taken;
  switch (taken.type) {
    case 'llm_usage': {
      const { inputTokens = 0, inputCachedTokens = 0, outputTokens = 0 } = taken;
      return [
        {
          ...none,
          stage: 'llm',
          provider,
          model,
          input_tokens: inputTokens,
          cached_input_tokens: inputCachedTokens,
          output_tokens: outputTokens,
        },
      ];
    }
    case 'stt_usage':
    case 'tts_usage': {
      const { inputTokens = 0, outputTokens = 0, audioDurationMs = 0 } = taken;
      return [
        {
          ...none,
          stage: taken.type === 'stt_usage' ? 'stt' : 'tts',
          provider,
          model,
          input_tokens: inputTokens,
          output_tokens: outputTokens,
          characters: taken.type === 'tts_usage' ? (taken.charactersCount ?? 0) : 0,
          audio_ms: Math.round(audioDurationMs),
        },
      ];
    }
    default:
      return [];
  }
}
