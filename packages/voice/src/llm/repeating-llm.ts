import { llm } from '@livekit/agents';
import type { StageTime } from '../stage-time.ts';
import { AnswerAttempt } from './answer-attempt.ts';
import { HeadStart } from './head-start.ts';
import { raceToAnswer } from './race-to-answer.ts';

export interface RepeatingLlmOptions {
  /** The best first. */
  candidates: llm.LLM[];
  onStage?: ((time: StageTime) => void) | undefined;
}

/** A model that failed is not asked first for a while. */
const restMs = 30_000;
/** Milliseconds. */
const waits = {
  /** Until another is asked as well: the caller has heard "one moment" by then. */
  patience: 4_000,
  /** Until one that has not begun to answer has failed. */
  begin: 8_000,
  /** Between the parts of an answer. */
  goOn: 5_000,
};
/** A single model is asked so often. */
const triesOfOne = 3;

type ChatOptions = Parameters<llm.LLM['chat']>[0];

/**
 * A model that outlives its requests. One that fails, or has not begun to answer after a while, is asked again, or the
 * next is; one that stops in mid-answer is noticed. LiveKit's own adapter waits for the answer's head only: a model
 * that answers 200 and then says nothing would be waited for until the caller gives up.
 */
export class RepeatingLlm extends llm.LLM {
  readonly #options: RepeatingLlmOptions;
  readonly #restUntil = new Map<llm.LLM, number>();
  #active: llm.LLM;
  #ahead: HeadStart | undefined;

  constructor(options: RepeatingLlmOptions) {
    super();
    const [first] = options.candidates;
    if (!first) throw new TypeError('RepeatingLlm needs at least one model');
    this.#options = options;
    this.#active = first;
    for (const candidate of options.candidates) {
      candidate.on('metrics_collected', (metrics) => this.emit('metrics_collected', metrics));
      // An error that nobody listens to would be thrown, and end the process.
      candidate.on('error', () => {});
    }
  }

  override label(): string {
    return 'parley.RepeatingLlm';
  }

  override get model(): string {
    return this.#active.model;
  }

  override get provider(): string {
    return this.#active.provider;
  }

  /** Asks already what may be asked next: `chat` takes the answer if it asks the same, and nobody hears it otherwise. */
  begin(options: ChatOptions): void {
    if (this.#ahead?.asks(options)) return;
    this.giveUp();
    const [candidate] = this.#order();
    if (candidate) this.#ahead = new HeadStart(candidate, { ...options, connOptions: oneTry });
  }

  /** What was begun will not be asked. */
  giveUp(): void {
    this.#ahead?.cancel();
    this.#ahead = undefined;
  }

  override chat(options: ChatOptions): llm.LLMStream {
    const ahead = this.#ahead?.take(options);
    this.#ahead = undefined;
    return new RepeatingStream(this, options, {
      ahead,
      attempts: this.#order(),
      onAnswer: (candidate) => {
        this.#active = candidate;
        this.#restUntil.delete(candidate);
      },
      onWaited: (time) => this.#options.onStage?.(time),
      onFailure: (candidate, error) => {
        this.#restUntil.set(candidate, Date.now() + restMs);
        this.#report(candidate, error);
      },
    });
  }

  #order(): llm.LLM[] {
    const { candidates } = this.#options;
    const [only] = candidates;
    if (only && candidates.length === 1) return Array.from({ length: triesOfOne }, () => only);
    const now = Date.now();
    const rested = (candidate: llm.LLM): boolean => (this.#restUntil.get(candidate) ?? 0) <= now;
    const order = [...candidates].sort((one, other) => Number(rested(other)) - Number(rested(one)));
    return [...order, ...order];
  }

  #report(candidate: llm.LLM, error: Error): void {
    this.emit('error', {
      type: 'llm_error',
      timestamp: Date.now(),
      label: candidate.label(),
      error,
      recoverable: true,
    });
  }

  protected override async _prewarmImpl(): Promise<void> {
    for (const candidate of this.#options.candidates) candidate.prewarm();
  }

  override async aclose(): Promise<void> {
    this.giveUp();
    await super.aclose();
    await Promise.all(this.#options.candidates.map((candidate) => candidate.aclose()));
  }
}

/** Each stage is repeated by its own adapter. */
const oneTry = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: waits.begin };

interface Following {
  /** The first attempt, where it was begun already. */
  ahead: AnswerAttempt | undefined;
  attempts: llm.LLM[];
  onAnswer: (candidate: llm.LLM) => void;
  onWaited: (time: StageTime) => void;
  onFailure: (candidate: llm.LLM, error: Error) => void;
}

class RepeatingStream extends llm.LLMStream {
  readonly #chat: ChatOptions;
  readonly #following: Following;

  constructor(owner: llm.LLM, chat: ChatOptions, following: Following) {
    super(owner, { ...chat, connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 } });
    this.#chat = chat;
    this.#following = following;
  }

  /** The models report their own usage, which the owner passes on. */
  protected override async monitorMetrics(): Promise<void> {
    for await (const chunk of this.queue) if (!this.output.closed) this.output.put(chunk);
    if (!this.output.closed) this.output.close();
  }

  protected override async run(): Promise<void> {
    const { attempts, onAnswer, onWaited, onFailure } = this.#following;
    let { ahead } = this.#following;
    const { signal } = this.abortController;
    const askedAt = Date.now();
    const ask = (candidate: llm.LLM) => candidate.chat({ ...this.#chat, connOptions: oneTry });
    const answer = await raceToAnswer({
      attempts: ahead && ahead.candidate !== attempts[0] ? [ahead.candidate, ...attempts] : attempts,
      open: (candidate) => {
        const begun = ahead;
        ahead = undefined;
        return begun ?? new AnswerAttempt(candidate, ask);
      },
      patienceMs: waits.patience,
      answerWithinMs: waits.begin,
      signal,
      onFailure,
    }).finally(() => {
      // Called off before it was listened to.
      ahead?.close();
      const to = Date.now();
      // What was soon called off was asked too early, and nobody waited for it.
      if (!signal.aborted || to - askedAt >= waits.patience) onWaited({ stage: 'llm', from: askedAt, to });
    });
    if (!answer) return;
    const { attempt, begun } = answer;
    onAnswer(attempt.candidate);
    const stop = (): void => attempt.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (const chunk of begun) this.queue.put(chunk);
      for await (const chunk of attempt.rest(waits.goOn)) if (!this.queue.closed) this.queue.put(chunk);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      attempt.close();
    }
  }
}
