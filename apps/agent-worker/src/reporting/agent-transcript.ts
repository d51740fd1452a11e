import type { Report } from './report.ts';

/** Milliseconds of an interrupted playout below which nothing of it was heard. */
const inaudibleMs = 150;

interface Segment {
  id: string;
  startedAt: number;
  /** Words so far, at the pace of the voice. */
  text: string;
  /** When the voice fell silent, if it has. */
  silentAt?: number | undefined;
}

export interface PlaybackEnd {
  /** The words up to there, where they are known. */
  heard: string | undefined;
  interrupted: boolean;
  at: number;
}

/**
 * What the agent said, as far as it was heard. It follows the audio, not the model: one segment per
 * playout, its words as they are spoken, final when the playout ends, cut where it was interrupted.
 * Times are milliseconds since the epoch.
 */
export class AgentTranscript {
  readonly #report: Report;
  readonly #prefix: string;
  readonly #language: () => string;
  #paced = false;
  #open: Segment | undefined;
  #segments: Pick<Segment, 'id' | 'startedAt'>[] = [];

  constructor(options: { report: Report; prefix: string; language: () => string }) {
    this.#report = options.report;
    this.#prefix = options.prefix;
    this.#language = options.language;
  }

  /** From now on `words` is told every word. */
  wordsArePaced(): void {
    this.#paced = true;
  }

  playbackStarted(at: number): void {
    this.#open = { ...this.#next(at), text: '' };
  }

  /** More words were spoken; the spaces between them are theirs. */
  words(delta: string, at: number): void {
    if (!this.#open) return;
    this.#open.text += delta;
    const text = this.#open.text.trim();
    if (text !== '') this.#emit({ ...this.#open, text, final: false, interrupted: false, endedAt: at });
  }

  /** The voice falls silent in the middle of a playout, or goes on after that. */
  audible(isAudible: boolean, at: number): void {
    if (this.#open) this.#open.silentAt = isAudible ? undefined : (this.#open.silentAt ?? at);
  }

  /**
   * Audio has ended. One that was never heard leaves nothing, and a second end of the same is ignored:
   * an interrupted reply may be committed twice (agents-js #2457).
   */
  playbackFinished(end: PlaybackEnd): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const endedAt = (end.interrupted ? open.silentAt : undefined) ?? end.at;
    const text = this.#heardOf(open, end).trim();
    if (text === '' || (end.interrupted && endedAt - open.startedAt < inaudibleMs)) return;
    this.#emit({ ...open, text, final: true, interrupted: end.interrupted, endedAt });
  }

  /** A reply of a session without audio. */
  written(text: string, { interrupted, at }: { interrupted: boolean; at: number }): void {
    this.#emit({ ...this.#next(at), text: text.trim(), final: true, interrupted, endedAt: at });
  }

  /** The segment whose playout began at that time; the latest where the time is not known. */
  idOf(startedAt: number | undefined): string | undefined {
    const exact = this.#segments.findLast((segment) => segment.startedAt === startedAt);
    return (exact ?? this.#segments.at(-1))?.id;
  }

  /** Of an interrupted playout LiveKit has been seen to report more than was spoken: the shorter account counts. */
  #heardOf(open: Segment, { heard, interrupted }: PlaybackEnd): string {
    if (heard === undefined) return open.text;
    return interrupted && this.#paced && open.text.length < heard.length ? open.text : heard;
  }

  #next(startedAt: number): Pick<Segment, 'id' | 'startedAt'> {
    const segment = { id: `${this.#prefix}-a-${this.#segments.length + 1}`, startedAt };
    this.#segments.push(segment);
    return segment;
  }

  #emit(segment: Segment & { final: boolean; interrupted: boolean; endedAt: number }): void {
    this.#report({
      type: 'transcript',
      speaker: 'agent',
      text: segment.text,
      final: segment.final,
      segment_id: segment.id,
      language: this.#language(),
      interrupted: segment.interrupted,
      started_at: new Date(segment.startedAt).toISOString(),
      ended_at: new Date(Math.max(segment.startedAt, segment.endedAt)).toISOString(),
    });
  }
}
