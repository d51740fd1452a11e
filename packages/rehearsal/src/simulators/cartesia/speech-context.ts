import { setTimeout as delay } from 'node:timers/promises';
import { resample } from '../../speech/resample.ts';
import { synthesize } from '../../speech/synthesize.ts';
import type { Voice } from '../../speech/voices.ts';
import { pcmBytes } from '../../speech/wav.ts';
import type { Plan } from '../behaviour.ts';
import { faultWords } from '../fail-request.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { until } from '../until.ts';

const pieceMs = 100;
/** Audio comes at five times its own speed. */
const pieceEveryMs = 20;
const trickleMs = 1_500;

export interface SpeechContextOptions {
  context: SimulatorContext;
  client: string;
  contextId: string;
  send: (message: object | string) => void;
  drop: () => void;
}

export interface Sentence {
  text: string;
  voice: Voice;
  sampleRate: number;
  timestamps: boolean;
}

/** One context of Cartesia's TTS socket: sentences in, their audio in order, `done` after the last. */
export class SpeechContext {
  readonly #options: SpeechContextOptions;
  #work: Promise<void> = Promise.resolve();
  #spokenS = 0;
  #begun = false;
  #over = false;
  #flushes = 0;

  constructor(options: SpeechContextOptions) {
    this.#options = options;
  }

  speak(sentence: Sentence): void {
    const since = performance.now();
    this.#enqueue(() => this.#speak(sentence, since));
  }

  flush(): void {
    this.#enqueue(async () => {
      this.#flushes += 1;
      this.#send({
        type: 'flush_done',
        done: false,
        flush_done: true,
        flush_id: this.#flushes,
        status_code: 206,
      });
    });
  }

  /** No more sentences come. */
  end(): void {
    this.#enqueue(async () => this.#send({ type: 'done', done: true, status_code: 200 }));
  }

  cancel(): void {
    this.#over = true;
  }

  #enqueue(step: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#over ? undefined : step()))
      .catch((error: Error) =>
        this.#send({ type: 'error', error: error.message, done: true, status_code: 500 }),
      );
  }

  async #speak(sentence: Sentence, since: number): Promise<void> {
    const { context, client } = this.#options;
    const { text, voice, sampleRate } = sentence;
    const plan = context.behaviours.next('tts', text);
    const entry = { class: 'tts', kind: 'cartesia.tts.socket', client, text } as const;
    if (plan.fault) context.log.add({ ...entry, fault: plan.fault });
    if (this.#fail(plan)) return;

    const spoken = await synthesize({ text, voice });
    const rate = plan.fault === 'wrong_rate' ? sampleRate / 2 : sampleRate;
    const audio = pcmBytes(resample(spoken.pcm, spoken.sampleRate, rate));
    // Only the first words of an answer are waited for: the others are made while those are heard.
    if (!this.#begun) await until(since, plan.delayMs);
    this.#begun = true;
    if (!plan.fault) context.log.add({ ...entry, latency_ms: performance.now() - since });
    if (sentence.timestamps) this.#tellTimes(spoken.words);
    await this.#sendAudio(audio, { pieceBytes: (sampleRate / 1000) * pieceMs * 2, plan });
    this.#spokenS += spoken.pcm.length / spoken.sampleRate;
  }

  /** @returns whether the sentence is not spoken at all. */
  #fail({ fault }: Plan): boolean {
    if (fault === 'refuse') this.#options.drop();
    if (fault === '429' || fault === '500') {
      this.#send({ type: 'error', error: faultWords[fault], done: true, status_code: Number(fault) });
    }
    const silent = fault === 'refuse' || fault === 'hang' || fault === '429' || fault === '500';
    if (silent) this.#over = true;
    return silent;
  }

  async #sendAudio(audio: Buffer, { pieceBytes, plan }: { pieceBytes: number; plan: Plan }): Promise<void> {
    for (let at = 0; at < audio.length && !this.#over; at += pieceBytes) {
      if (plan.fault === 'reset' && at > 0) return this.#options.drop();
      if (plan.fault === 'malformed') this.#options.send('{"type":"chunk","data":');
      const data = audio.subarray(at, at + pieceBytes).toString('base64');
      this.#send({ type: 'chunk', data, done: false, status_code: 206, step_time: pieceEveryMs });
      await delay(plan.fault === 'trickle' ? trickleMs : pieceEveryMs);
    }
  }

  #tellTimes(words: { word: string; startMs: number; endMs: number }[]): void {
    const seconds = (ms: number): number => this.#spokenS + ms / 1000;
    this.#send({
      type: 'timestamps',
      done: false,
      status_code: 206,
      word_timestamps: {
        words: words.map(({ word }) => word),
        start: words.map(({ startMs }) => seconds(startMs)),
        end: words.map(({ endMs }) => seconds(endMs)),
      },
    });
  }

  #send(message: object): void {
    if (!this.#over) this.#options.send({ ...message, context_id: this.#options.contextId });
  }
}
