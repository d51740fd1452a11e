import { machineOf } from './machine-words.ts';

/** `silence`: whoever answered waits for the agent to begin. */
export type Verdict = 'person' | 'silence' | 'voicemail' | 'screening' | 'menu';

/** Milliseconds. */
const limits = {
  /** People say as much as this when they pick up: "Hello?", "Smith family, good evening." */
  shortGreeting: 1_800,
  /** What a longer greeting is waited for in words, and for its next sentence. */
  words: 900,
  /** Nobody who picks up says so much in one go. */
  longGreeting: 6_500,
  /** So long after the answer without a sound, the agent begins. */
  silence: 2_000,
};

/**
 * Judges who, or what, has answered a call out, by the words and the lengths of what is heard. It knows no clock: every
 * time is told to it, in milliseconds, and `dueAt` says when it wants to be asked again.
 */
export class OpeningJudge {
  readonly #answeredAt: number;
  readonly #silenceMs: number;
  #startedAt: number | undefined;
  #stoppedAt: number | undefined;
  #spokenMs = 0;
  #finals = '';
  #interim = '';

  constructor(answeredAt: number, silenceMs: number = limits.silence) {
    this.#answeredAt = answeredAt;
    this.#silenceMs = silenceMs;
  }

  get text(): string {
    return `${this.#finals} ${this.#interim}`.trim();
  }

  started(at: number): Verdict | undefined {
    this.#startedAt = at;
    this.#stoppedAt = undefined;
    return undefined;
  }

  stopped(at: number): Verdict | undefined {
    if (this.#startedAt !== undefined) this.#spokenMs += at - this.#startedAt;
    this.#startedAt = undefined;
    this.#stoppedAt = at;
    return this.ask(at);
  }

  heard(text: string, { final, at }: { final: boolean; at: number }): Verdict | undefined {
    this.#interim = final ? '' : text;
    if (final) this.#finals = `${this.#finals} ${text}`.trim();
    return this.ask(at);
  }

  /** When the silence or the wait for words is over; undefined while somebody speaks. */
  get dueAt(): number | undefined {
    if (this.#startedAt !== undefined) return undefined;
    if (this.#stoppedAt === undefined) return this.#answeredAt + this.#silenceMs;
    return this.#stoppedAt + limits.words;
  }

  /** @returns undefined while it cannot be known yet. */
  ask(at: number): Verdict | undefined {
    const machine = machineOf(this.text, { whole: this.#interim === '' });
    if (machine) return machine;
    if (this.#startedAt !== undefined) {
      return this.#spokenMs + at - this.#startedAt > limits.longGreeting * 2 ? 'voicemail' : undefined;
    }
    if (this.#stoppedAt === undefined)
      return at >= this.#answeredAt + this.#silenceMs ? 'silence' : undefined;
    if (this.#spokenMs <= limits.shortGreeting) return 'person';
    if (at < this.#stoppedAt + limits.words) return undefined;
    return this.#spokenMs > limits.longGreeting ? 'voicemail' : 'person';
  }
}
