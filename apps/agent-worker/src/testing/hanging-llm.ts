import { llm } from '@livekit/agents';

/** A model that says nothing until it is told to; then it answers every request. */
export class HangingLlm extends llm.LLM {
  asked = 0;
  #answer = Promise.withResolvers<string>();

  override label(): string {
    return 'hanging';
  }

  /** Lets it speak. */
  answer(text: string): void {
    this.#answer.resolve(text);
  }

  override chat(options: Parameters<llm.LLM['chat']>[0]): llm.LLMStream {
    this.asked += 1;
    return new HangingStream(
      this,
      { ...options, connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 } },
      this.#answer.promise,
    );
  }
}

class HangingStream extends llm.LLMStream {
  readonly #answer: Promise<string>;

  constructor(
    owner: llm.LLM,
    options: ConstructorParameters<typeof llm.LLMStream>[1],
    answer: Promise<string>,
  ) {
    super(owner, options);
    this.#answer = answer;
  }

  protected override async run(): Promise<void> {
    const closed = new Promise<undefined>((resolve) =>
      this.abortController.signal.addEventListener('abort', () => resolve(undefined)),
    );
    const content = await Promise.race([this.#answer, closed]);
    if (content !== undefined && !this.queue.closed)
      this.queue.put({ id: '1', delta: { role: 'assistant', content } });
  }
}
