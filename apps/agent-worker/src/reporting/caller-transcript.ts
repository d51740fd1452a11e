import type { WorkerEvent } from '@parley/contracts';
import type { Report } from './report.ts';

/** Speech this long ago that never became words was a noise, not the beginning of an utterance. */
const noiseMs = 3_000;

/** Turns what the recogniser hears into segments: interims carry the id of the final that follows. */
export class CallerTranscript {
  readonly #report: Report;
  readonly #prefix: string;
  #number = 1;
  #typed = 1;
  #startedAt: number | undefined;
  #stoppedAt: number | undefined;
  #hasInterim = false;

  /** @param prefix the job's id, which makes segment ids unique across the session's jobs. */
  constructor(options: { report: Report; prefix: string }) {
    this.#report = options.report;
    this.#prefix = options.prefix;
  }

  /** Times are milliseconds since the epoch, of the speech itself. */
  speechStarted(at: number): void {
    const isNoise = !this.#hasInterim && this.#stoppedAt !== undefined && at - this.#stoppedAt > noiseMs;
    if (this.#startedAt === undefined || isNoise) this.#startedAt = at;
    this.#stoppedAt = undefined;
  }

  speechStopped(at: number): void {
    this.#stoppedAt = at;
  }

  heard(text: string, options: { final: boolean; at: number; language?: string | undefined }): void {
    const words = text.trim();
    if (words === '') return;
    const { final, at, language } = options;
    this.#hasInterim = !final;
    this.#emit({
      text: words,
      final,
      language,
      startedAt: this.#startedAt ?? at,
      endedAt: this.#stoppedAt ?? at,
    });
    if (!final) return;
    this.#number += 1;
    // Speech that goes on belongs to the next segment.
    this.#startedAt = this.#stoppedAt === undefined && this.#startedAt !== undefined ? at : undefined;
    this.#stoppedAt = undefined;
  }

  /** Something written instead of spoken. It takes a number of its own: an utterance may be under way. */
  typed(text: string, at: number): void {
    const id = `${this.#prefix}-t-${this.#typed}`;
    this.#typed += 1;
    this.#emit({ id, text, final: true, startedAt: at, endedAt: at });
  }

  #emit(segment: {
    id?: string;
    text: string;
    final: boolean;
    language?: string | undefined;
    startedAt: number;
    endedAt: number;
  }): void {
    const event: WorkerEvent = {
      type: 'transcript',
      speaker: 'caller',
      text: segment.text,
      final: segment.final,
      segment_id: segment.id ?? `${this.#prefix}-c-${this.#number}`,
      ...(segment.language ? { language: segment.language } : {}),
      interrupted: false,
      started_at: new Date(segment.startedAt).toISOString(),
      ended_at: new Date(Math.max(segment.startedAt, segment.endedAt)).toISOString(),
    };
    this.#report(event);
  }
}
