import { stt } from '@livekit/agents';

type Step = (stream: ScriptedStream) => Promise<void> | void;

/** A recogniser whose connections follow a script, one step each; the last step repeats. */
export class ScriptedStt extends stt.STT {
  override label: string;
  readonly streams: ScriptedStream[] = [];
  readonly #script: Step[];
  readonly #opened = Promise.withResolvers<ScriptedStream>();

  constructor(label: string, script: Step[]) {
    super({ streaming: true, interimResults: true });
    this.label = label;
    this.#script = script;
  }

  override stream(): stt.SpeechStream {
    const step = this.#script[Math.min(this.streams.length, this.#script.length - 1)] as Step;
    const stream = new ScriptedStream(this, step);
    this.streams.push(stream);
    this.#opened.resolve(stream);
    return stream;
  }

  /** The first connection. */
  opened(): Promise<ScriptedStream> {
    return this.#opened.promise;
  }

  protected override async _recognize(): Promise<stt.SpeechEvent> {
    throw new TypeError('streams only');
  }
}

export class ScriptedStream extends stt.SpeechStream {
  override label = 'scripted';
  /** Samples received so far. */
  samples = 0;
  /** Ends of utterances told so far. */
  flushes = 0;
  readonly #flushed = Promise.withResolvers<void>();
  readonly #step: Step;
  #waiting: { samples: number; resolve: () => void }[] = [];

  constructor(owner: stt.STT, step: Step) {
    super(owner, undefined, { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 });
    this.#step = step;
  }

  protected override async run(): Promise<void> {
    void this.#count();
    await this.#step(this);
  }

  /** Resolves when that much audio has come. */
  heard(samples: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ samples, resolve });
      this.#look();
    });
  }

  /** Resolves at the first end of an utterance. */
  flushed(): Promise<void> {
    return this.#flushed.promise;
  }

  says(text: string, final: boolean): void {
    this.queue.put({
      type: final ? stt.SpeechEventType.FINAL_TRANSCRIPT : stt.SpeechEventType.INTERIM_TRANSCRIPT,
      alternatives: [{ text, language: 'en' as never, startTime: 0, endTime: 0, confidence: 1 }],
    });
  }

  /** Resolves when the stream is closed from outside. */
  untilClosed(): Promise<void> {
    return new Promise((resolve) => this.abortSignal.addEventListener('abort', () => resolve()));
  }

  async #count(): Promise<void> {
    for await (const item of this.input) {
      if (typeof item === 'symbol') {
        this.flushes += 1;
        this.#flushed.resolve();
      } else this.samples += item.samplesPerChannel;
      this.#look();
    }
  }

  #look(): void {
    for (const waiting of this.#waiting) if (this.samples >= waiting.samples) waiting.resolve();
  }
}
