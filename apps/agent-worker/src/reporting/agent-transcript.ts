import type { Report } from './report.ts';

/**
 * What the agent said, as far as it was heard. It follows the audio, not the model: one segment per
 * playout, its words as they are spoken, final when the playout ends, cut where it was interrupted.
 */
export class AgentTranscript {
  readonly #report: Report;
  readonly #prefix: string;
  readonly #language: string;
  #number = 0;
  #open: { id: string; startedAt: number; text: string } | undefined;

  constructor(options: { report: Report; prefix: string; language: string }) {
    this.#report = options.report;
    this.#prefix = options.prefix;
    this.#language = options.language;
  }

  /** Audio begins to be heard. @param at milliseconds since the epoch. */
  playbackStarted(at: number): void {
    this.#number += 1;
    this.#open = { id: this.#id, startedAt: at, text: '' };
  }

  /** More words were spoken; the spaces between them are theirs. */
  words(delta: string, at: number): void {
    if (!this.#open) return;
    this.#open.text += delta;
    const text = this.#open.text.trim();
    if (text !== '') this.#emit({ ...this.#open, text, final: false, interrupted: false, endedAt: at });
  }

  /**
   * Audio has ended. One that was never heard leaves nothing, and a second end of the same is ignored:
   * an interrupted reply may be committed twice (agents-js #2457).
   * @param heard the words up to there, where they are known.
   */
  playbackFinished(options: { heard: string | undefined; interrupted: boolean; at: number }): void {
    const open = this.#open;
    this.#open = undefined;
    const text = (options.heard ?? open?.text ?? '').trim();
    if (!open || text === '') return;
    this.#emit({ ...open, text, final: true, interrupted: options.interrupted, endedAt: options.at });
  }

  /** A reply of a session without audio. */
  written(text: string, options: { interrupted: boolean; at: number }): void {
    this.#number += 1;
    const { at, interrupted } = options;
    this.#emit({ id: this.#id, text: text.trim(), final: true, interrupted, startedAt: at, endedAt: at });
  }

  /** The segment that is being or was last spoken. */
  get latestId(): string | undefined {
    return this.#number === 0 ? undefined : this.#id;
  }

  get #id(): string {
    return `${this.#prefix}-a-${this.#number}`;
  }

  #emit(segment: {
    id: string;
    text: string;
    final: boolean;
    interrupted: boolean;
    startedAt: number;
    endedAt: number;
  }): void {
    this.#report({
      type: 'transcript',
      speaker: 'agent',
      text: segment.text,
      final: segment.final,
      segment_id: segment.id,
      language: this.#language,
      interrupted: segment.interrupted,
      started_at: new Date(segment.startedAt).toISOString(),
      ended_at: new Date(Math.max(segment.startedAt, segment.endedAt)).toISOString(),
    });
  }
}
