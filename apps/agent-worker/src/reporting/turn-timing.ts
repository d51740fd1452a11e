import type { WorkerEvent } from '@parley/contracts';

/** What LiveKit measured of one side of a turn, in seconds. */
export interface SideMetrics {
  transcriptionDelay?: number;
  endOfTurnDelay?: number;
  llmNodeTtft?: number;
  ttsNodeTtfb?: number;
  e2eLatency?: number;
}

const ms = (seconds: number | undefined): number | null =>
  seconds === undefined || !Number.isFinite(seconds) ? null : Math.max(0, Math.round(seconds * 1000));

/** Puts the two sides of a turn together: one report per turn of the caller, at the first answer to it. */
export class TurnTiming {
  #caller: SideMetrics | undefined;

  callerTurn(metrics: SideMetrics): void {
    this.#caller = metrics;
  }

  /** @returns undefined when the agent spoke of itself, or answers the same turn again. */
  agentTurn(metrics: SideMetrics, segmentId: string | undefined): WorkerEvent | undefined {
    const caller = this.#caller;
    this.#caller = undefined;
    if (!caller) return undefined;
    return {
      type: 'turn_timing',
      ...(segmentId === undefined ? {} : { segment_id: segmentId }),
      endpointing_ms: ms(caller.endOfTurnDelay),
      stt_ms: ms(caller.transcriptionDelay),
      llm_first_token_ms: ms(metrics.llmNodeTtft),
      tts_first_audio_ms: ms(metrics.ttsNodeTtfb),
      total_ms: ms(metrics.e2eLatency),
    };
  }
}
