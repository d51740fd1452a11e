import { llm } from '@livekit/agents';

/**
 * `answers`: two pieces of text. `calls`: a tool's call. `empty`: has nothing to say. `fails`: at once. `hangs`: answers
 * 200 and says nothing but its role. `slow`: answers after `hurry`. `stops`: one piece, and then nothing. `breaks`: one
 * piece, then an error.
 */
export type Behaviour = 'answers' | 'calls' | 'empty' | 'fails' | 'hangs' | 'slow' | 'stops' | 'breaks';

/** A model whose requests follow a script; the last step repeats. */
export class ScriptedLlm extends llm.LLM {
  readonly #name: string;
  readonly #script: Behaviour[];
  readonly #hurried = Promise.withResolvers<void>();
  asked = 0;
  /** Requests that were given up. */
  closed = 0;

  constructor(name: string, script: Behaviour[]) {
    super();
    this.#name = name;
    this.#script = script;
  }

  override label(): string {
    return this.#name;
  }

  override get model(): string {
    return this.#name;
  }

  /** Lets the slow requests answer. */
  hurry(): void {
    this.#hurried.resolve();
  }

  override chat(options: Parameters<llm.LLM['chat']>[0]): llm.LLMStream {
    const step = this.#script[Math.min(this.asked, this.#script.length - 1)] as Behaviour;
    this.asked += 1;
    return new ScriptedStream(
      this,
      step,
      {
        ...options,
        connOptions: options.connOptions ?? { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 },
      },
      this.#hurried.promise,
    );
  }
}

class ScriptedStream extends llm.LLMStream {
  readonly #owner: ScriptedLlm;
  readonly #step: Behaviour;
  readonly #hurried: Promise<void>;

  constructor(
    owner: ScriptedLlm,
    step: Behaviour,
    options: ConstructorParameters<typeof llm.LLMStream>[1],
    hurried: Promise<void>,
  ) {
    super(owner, options);
    this.#owner = owner;
    this.#step = step;
    this.#hurried = hurried;
    this.abortController.signal.addEventListener('abort', () => {
      owner.closed += 1;
    });
  }

  protected override async run(): Promise<void> {
    if (this.#step === 'fails') throw new Error('connection refused');
    this.queue.put({ id: '1', delta: { role: 'assistant' } });
    if (this.#step === 'slow') await this.#hurried;
    if (this.#step === 'hangs') await this.#untilClosed();
    if (this.abortController.signal.aborted || this.#step === 'empty') return;
    if (this.#step === 'calls') {
      const call = llm.FunctionCall.create({ callId: 'c1', name: 'create_ticket', args: '{}' });
      this.queue.put({ id: '1', delta: { role: 'assistant', toolCalls: [call] } });
      return;
    }
    this.#say(this.#owner.model);
    if (this.#step === 'breaks') throw new Error('broken off');
    if (this.#step === 'stops') await this.#untilClosed();
    else this.#say(' speaking.');
  }

  #say(content: string): void {
    if (!this.queue.closed) this.queue.put({ id: '1', delta: { role: 'assistant', content } });
  }

  #untilClosed(): Promise<void> {
    return new Promise((resolve) => this.abortController.signal.addEventListener('abort', () => resolve()));
  }
}
