import type { Speaker } from '@parley/contracts';
import type { Report } from './report.ts';

/** Reports who begins and stops speaking, each once and in turn. */
export class SpeechMarks {
  readonly #report: Report;
  #speaking: Record<Speaker, boolean> = { caller: false, agent: false };

  constructor(report: Report) {
    this.#report = report;
  }

  /** @param at milliseconds since the epoch. */
  set(speaker: Speaker, speaking: boolean, at: number): void {
    if (this.#speaking[speaker] === speaking) return;
    this.#speaking[speaker] = speaking;
    this.#report({ type: speaking ? 'speech_started' : 'speech_stopped', speaker }, new Date(at));
  }
}
