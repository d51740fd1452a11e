import { type APIConnectOptions, tts } from '@livekit/agents';
import type { StageTime } from '../stage-time.ts';
import { PhraseBook } from './phrases/phrase-book.ts';
import type { Phrases, VoiceOfPhrase } from './phrases/phrase-store.ts';
import { speakPhrase } from './phrases/speak-phrase.ts';
import type { Spoken } from './phrases/spoken.ts';
import { RepeatingStream } from './repeating-stream.ts';
import { ttsSampleRate } from './tts-sample-rate.ts';

/** A voice that failed this often in a row is not asked first for a while. */
const failuresBeforeRest = 2;
const restMs = 30_000;

/** How the first voice sounds, and where what it has said is kept. */
export interface PhraseSource {
  voice: VoiceOfPhrase;
  store: Phrases | undefined;
}

/**
 * Synthesis that outlives its connections: a request that fails is made again with the whole text, twice
 * with each provider (LiveKit's retry of a streaming request has lost the text by then), and one that is
 * slow is raced by the next. Each failure is an `error` event with `recoverable: true`; only when all have
 * failed is one final. Fixed words are not asked for again when the first voice has said them before.
 */
export class RepeatingTts extends tts.TTS {
  override label = 'parley.RepeatingTts';
  #candidates: tts.TTS[] = [];
  /** Closed in the end: the agent may still be speaking with them. */
  readonly #retired: tts.TTS[] = [];
  readonly #restUntil = new Map<tts.TTS, number>();
  readonly #failures = new Map<tts.TTS, number>();
  #active: tts.TTS;
  #phrases: { book: PhraseBook; candidate: tts.TTS } | undefined;

  readonly #onStage: ((time: StageTime) => void) | undefined;

  /** @param candidates streaming voices with word or sentence times, the best first. */
  constructor(candidates: tts.TTS[], phrases?: PhraseSource, onStage?: (time: StageTime) => void) {
    super(ttsSampleRate, 1, {
      streaming: true,
      alignedTranscript: candidates.every((candidate) => candidate.capabilities.alignedTranscript === true),
    });
    const [first] = candidates;
    if (!first) throw new TypeError('RepeatingTts needs at least one voice');
    this.#active = first;
    this.#onStage = onStage;
    this.#take(candidates);
    this.#phrases = openBook(first, phrases);
  }

  /** Takes fixed words from where they are kept, or has them said now: then they are there when they are needed. */
  async prepare(text: string, options: { lasting: boolean }): Promise<void> {
    await this.#phrases?.book.prepare(text, options);
  }

  /** The audio of fixed words that were spoken before; undefined where they are not there. */
  spoken(text: string): Spoken | undefined {
    return this.#phrases?.book.spoken(text);
  }

  /** Fixed words that are to be kept once they were said. */
  async expect(texts: string[]): Promise<void> {
    await Promise.all(texts.map((text) => this.#phrases?.book.add(text, { lasting: true })));
  }

  /** Connects with the first voice, so that what it says need not wait for the handshake. */
  prewarm(): void {
    const active: tts.TTS & { prewarm?(): void } = this.#active;
    active.prewarm?.();
  }

  #take(candidates: tts.TTS[]): void {
    this.#candidates = candidates;
    // An error after its stream is gone would otherwise be thrown, and end the process.
    for (const candidate of candidates) candidate.on('error', () => {});
  }

  /** What is said from now on is said with other voices. */
  use(candidates: tts.TTS[], phrases?: PhraseSource): void {
    const [first] = candidates;
    if (!first) throw new TypeError('RepeatingTts needs at least one voice');
    this.#retired.push(...this.#candidates);
    this.#active = first;
    this.#take(candidates);
    this.#phrases = openBook(first, phrases);
    this.prewarm();
  }

  override get model(): string {
    return this.#active.model;
  }

  override get provider(): string {
    return this.#active.provider;
  }

  override synthesize(text: string, options?: APIConnectOptions, signal?: AbortSignal): tts.ChunkedStream {
    return this.#active.synthesize(text, options, signal);
  }

  override stream(options?: { connOptions?: APIConnectOptions }): tts.SynthesizeStream {
    const now = Date.now();
    const rested = (candidate: tts.TTS): boolean => (this.#restUntil.get(candidate) ?? 0) <= now;
    const order = [...this.#candidates].sort((one, other) => Number(rested(other)) - Number(rested(one)));
    return new RepeatingStream(this, {
      attempts: order.flatMap((candidate) => [candidate, candidate]),
      connOptions: options?.connOptions,
      phrases: this.#phrases,
      onAudio: (candidate) => {
        this.#active = candidate;
        this.#failures.delete(candidate);
      },
      onFailure: (candidate) => {
        const failures = (this.#failures.get(candidate) ?? 0) + 1;
        this.#failures.set(candidate, failures);
        if (failures >= failuresBeforeRest) this.#restUntil.set(candidate, Date.now() + restMs);
      },
      onStage: this.#onStage,
    });
  }

  override async close(): Promise<void> {
    await this.#phrases?.book.close();
    await Promise.all([...this.#retired, ...this.#candidates].map((candidate) => candidate.close()));
  }
}

const openBook = (candidate: tts.TTS, source: PhraseSource | undefined) =>
  source && {
    candidate,
    book: new PhraseBook({ ...source, speak: (text) => speakPhrase(candidate, text) }),
  };
