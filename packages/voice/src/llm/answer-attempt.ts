import { APIConnectionError, APITimeoutError, type llm } from '@livekit/agents';

/** One request to one model. */
export class AnswerAttempt {
  readonly candidate: llm.LLM;
  readonly #stream: llm.LLMStream;
  /** Chunks without words, such as the role; they are not lost. */
  readonly #held: llm.ChatChunk[] = [];
  #problem: Error | undefined;

  constructor(candidate: llm.LLM, ask: (candidate: llm.LLM) => llm.LLMStream) {
    this.candidate = candidate;
    this.#stream = ask(candidate);
    onError(this.#stream, (error) => {
      this.#problem = error;
    });
  }

  /**
   * Waits for words or a tool's call. A model may have nothing to say, which is an answer too.
   * @returns all until there; undefined when it failed: see `failure`
   */
  async begin(withinMs: number): Promise<llm.ChatChunk[] | undefined> {
    const alarm = this.#alarm(withinMs, 'the model said nothing');
    try {
      for (;;) {
        const chunk = await this.#next();
        if (!chunk) return this.#problem ? undefined : this.#held;
        this.#held.push(chunk);
        if (saysSomething(chunk)) return this.#held;
      }
    } finally {
      clearTimeout(alarm);
    }
  }

  /** What follows. @throws APITimeoutError when it stops coming, or why it broke off */
  async *rest(withinMs: number): AsyncGenerator<llm.ChatChunk> {
    for (;;) {
      const alarm = this.#alarm(withinMs, 'the model stopped in mid-answer');
      const chunk = await this.#next().finally(() => clearTimeout(alarm));
      if (!chunk) break;
      yield chunk;
    }
    if (this.#problem) throw this.#problem;
  }

  /** Why it failed. */
  get failure(): Error {
    return this.#problem ?? new APIConnectionError({ message: 'the model said nothing' });
  }

  close(): void {
    this.#stream.close();
  }

  async #next(): Promise<llm.ChatChunk | undefined> {
    const { value, done } = await this.#stream.next();
    return done ? undefined : value;
  }

  /** A model may answer 200 and then nothing: no timeout of the request's own notices that. */
  #alarm(ms: number, message: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.#problem = new APITimeoutError({ message });
      this.#stream.close();
    }, ms);
  }
}

const saysSomething = ({ delta }: llm.ChatChunk): boolean =>
  Boolean(delta?.content) || (delta?.toolCalls?.length ?? 0) > 0;

interface Telling {
  emitError(event: { error: Error; recoverable: boolean }): void;
}

/**
 * Errors are told by the model, not by the request, and a model may have several: what fails beside this one is not
 * its failure. So they are heard where the request tells them, by the SDK's insides (agents 1.8.1).
 */
function onError(stream: llm.LLMStream, hear: (error: Error) => void): void {
  const telling = stream as unknown as Telling;
  const tell = telling.emitError.bind(stream);
  telling.emitError = (event) => {
    hear(event.error);
    tell(event);
  };
}
