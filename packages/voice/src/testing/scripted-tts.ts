import { tts, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

/** `speaks`: one frame per text item. `fails`: at once. `hangs`: says nothing. `silent`: ends without audio. `slow`: speaks after `hurry`. `breaks`: one frame, then an error. */
export type Behaviour = 'speaks' | 'fails' | 'hangs' | 'silent' | 'breaks' | 'slow';

/** A voice whose requests follow a script; the last step repeats. */
export class ScriptedTts extends tts.TTS {
  override label: string;
  readonly texts: string[] = [];
  readonly #script: Behaviour[];

  constructor(label: string, script: Behaviour[]) {
    super(24_000, 1, { streaming: true, alignedTranscript: true });
    this.label = label;
    this.#script = script;
  }

  readonly #hurried = Promise.withResolvers<void>();

  /** Lets the slow requests speak. */
  hurry(): void {
    this.#hurried.resolve();
  }

  /** Resolves when they may. */
  get hurried(): Promise<void> {
    return this.#hurried.promise;
  }

  override synthesize(): tts.ChunkedStream {
    throw new TypeError('streams only');
  }

  override stream(): tts.SynthesizeStream {
    const at = this.texts.push('') - 1;
    const step = this.#script[Math.min(at, this.#script.length - 1)] as Behaviour;
    return new ScriptedStream(this, step, (text) => {
      this.texts[at] += text;
    });
  }
}

class ScriptedStream extends tts.SynthesizeStream {
  override label = 'scripted';
  readonly #step: Behaviour;
  readonly #note: (text: string) => void;

  readonly #owner: ScriptedTts;

  constructor(owner: ScriptedTts, step: Behaviour, note: (text: string) => void) {
    super(owner, { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 });
    this.#owner = owner;
    this.#step = step;
    this.#note = note;
  }

  protected override async run(): Promise<void> {
    if (this.#step === 'fails') throw new Error('connection refused');
    for await (const item of this.input) {
      if (typeof item === 'symbol') continue;
      this.#note(item);
      if (this.#step === 'hangs' || this.#step === 'silent') continue;
      if (this.#step === 'slow') await this.#owner.hurried;
      this.markStarted();
      const frame = AudioFrame.create(24_000, 1, 240);
      const timedTranscripts = [voice.createTimedString({ text: item })];
      this.queue.put({ requestId: 'r', segmentId: 's', frame, final: false, timedTranscripts });
      if (this.#step === 'breaks') throw new Error('broken off');
    }
    if (this.#step === 'hangs')
      await new Promise((resolve) => this.abortSignal.addEventListener('abort', resolve));
  }
}
