import type { TurnWaterfall, WorkerEvent } from '@parley/contracts';
import type { TurnTimes } from '../waterfall/turn-marks.ts';

/** What LiveKit measured of one side of a turn, in seconds; `startedSpeakingAt` since the epoch. */
export interface SideMetrics {
  transcriptionDelay?: number;
  endOfTurnDelay?: number;
  llmNodeTtft?: number;
  ttsNodeTtfb?: number;
  e2eLatency?: number;
  startedSpeakingAt?: number;
  stoppedSpeakingAt?: number;
}

const ms = (seconds: number | undefined): number | null =>
  seconds === undefined || !Number.isFinite(seconds) ? null : Math.max(0, Math.round(seconds * 1000));

/**
 * Puts the two sides of a turn together: one report per turn of the caller, at the first answer to it.
 * LiveKit tells of an interrupted answer only after the turn that interrupted it, so the times decide.
 */
export class TurnTiming {
  readonly #waterfallOf: ((times: TurnTimes) => TurnWaterfall) | undefined;
  #turns: { at: number; metrics: SideMetrics }[] = [];

  /** @param waterfallOf knows where the time of a turn went. */
  constructor(waterfallOf?: (times: TurnTimes) => TurnWaterfall) {
    this.#waterfallOf = waterfallOf;
  }

  /** @param at when the turn was given to the model, in milliseconds since the epoch. */
  callerTurn(metrics: SideMetrics, at: number): void {
    this.#turns.push({ at, metrics });
  }

  /**
   * @param startedAt when the agent began to speak, in milliseconds since the epoch.
   * @returns undefined when the agent spoke of itself, or answers the same turn again.
   */
  agentTurn(
    metrics: SideMetrics,
    { segmentId, startedAt }: { segmentId: string | undefined; startedAt: number },
  ): WorkerEvent | undefined {
    const answered = this.#turns.findLastIndex(({ at }) => at <= startedAt);
    const caller = this.#turns[answered]?.metrics;
    this.#turns.splice(0, answered + 1);
    if (!caller) return undefined;
    return {
      type: 'turn_timing',
      ...(segmentId === undefined ? {} : { segment_id: segmentId }),
      endpointing_ms: ms(caller.endOfTurnDelay),
      stt_ms: ms(caller.transcriptionDelay),
      llm_first_token_ms: ms(metrics.llmNodeTtft),
      tts_first_audio_ms: ms(metrics.ttsNodeTtfb),
      total_ms: ms(metrics.e2eLatency),
      ...this.#waterfall(caller, metrics),
    };
  }

  /** Of a turn that was spoken and answered aloud. */
  #waterfall(caller: SideMetrics, agent: SideMetrics): { waterfall?: TurnWaterfall } {
    const { stoppedSpeakingAt: stopped, endOfTurnDelay: wait, transcriptionDelay: written } = caller;
    const played = agent.startedSpeakingAt;
    if (!this.#waterfallOf || stopped === undefined || wait === undefined || played === undefined) return {};
    const at = (seconds: number): number => seconds * 1_000;
    return {
      waterfall: this.#waterfallOf({
        stoppedAt: at(stopped),
        finalAt: written === undefined ? undefined : at(stopped + written),
        endedAt: at(stopped + wait),
        playedAt: at(played),
      }),
    };
  }
}
