import { type APIConnectOptions, tts } from '@livekit/agents';
import type { StageTime } from '../stage-time.ts';
import { LeadTrimmer } from './lead-trimmer.ts';
import type { FoundPhrase, PhraseBook } from './phrases/phrase-book.ts';
import { toAudio, toPiece } from './phrases/speak-phrase.ts';
import { Spoken } from './phrases/spoken.ts';
import { raceToSpeak, type Winner } from './race-to-speak.ts';
import { TextLog } from './text-log.ts';
import { WordTimes } from './word-times.ts';

export interface RepeatingStreamOptions {
  /** The voices to ask, in order; the same one twice means two tries. */
  attempts: tts.TTS[];
  connOptions?: APIConnectOptions | undefined;
  /** Fixed words, and the voice that says them. */
  phrases?: { book: PhraseBook; candidate: tts.TTS } | undefined;
  onAudio: (candidate: tts.TTS) => void;
  onFailure: (candidate: tts.TTS) => void;
  onStage?: ((time: StageTime) => void) | undefined;
}

/** One reply's synthesis, in as many requests as it takes to hear something of it. */
export class RepeatingStream extends tts.SynthesizeStream {
  override label = 'parley.RepeatingStream';
  readonly #owner: tts.TTS;
  readonly #options: RepeatingStreamOptions;
  readonly #text = new TextLog();
  #askedAt: number | undefined;

  constructor(owner: tts.TTS, options: RepeatingStreamOptions) {
    super(owner, { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 });
    this.#owner = owner;
    this.#options = options;
  }

  protected override async run(): Promise<void> {
    const reading = this.#readInput();
    const phrase = await this.#options.phrases?.book.find(this.#text);
    if (phrase?.spoken && (await this.#repeat(phrase.spoken))) return void (await reading);
    const winner = await raceToSpeak({
      attempts: this.#options.attempts,
      text: this.#text,
      timeoutMs: this.#options.connOptions?.timeoutMs ?? 4_000,
      signal: this.abortSignal,
      onFailure: (candidate, error) => {
        this.#options.onFailure(candidate);
        this.#report(candidate, error);
      },
    });
    if (winner) await this.#passOn(winner, phrase);
    await reading;
  }

  async #readInput(): Promise<void> {
    for await (const item of this.input) {
      if (typeof item === 'string' && item.trim() !== '') this.#askedAt ??= Date.now();
      this.#text.add(typeof item === 'symbol' ? 'flush' : { text: item });
    }
    this.#text.end();
  }

  /**
   * What is spoken already costs no request, and is counted as none: the stream is not marked as started.
   * @returns false when nothing of it could be heard
   */
  async #repeat(spoken: Spoken): Promise<boolean> {
    const words = new WordTimes(this.#text);
    const lead = new LeadTrimmer();
    const requestId = crypto.randomUUID();
    let last: tts.SynthesizedAudio | undefined;
    for await (const piece of spoken.hear(this.abortSignal)) {
      if (!last) this.#begun();
      last = toAudio(piece, requestId);
      this.#put(lead.pass(last), words);
    }
    this.#put(lead.rest(), words);
    if (last) this.#finish(words.rest(last));
    return last !== undefined || this.abortSignal.aborted;
  }

  #put(audios: tts.SynthesizedAudio[], words: WordTimes): void {
    for (const audio of audios) if (!this.queue.closed) this.queue.put(words.pass(audio));
  }

  #begun(): void {
    const to = Date.now();
    this.#options.onStage?.({ stage: 'tts', from: this.#askedAt ?? to, to });
  }

  #finish(rest: tts.SynthesizedAudio | undefined): void {
    if (rest && !this.queue.closed) this.queue.put(rest);
    if (!this.queue.closed) this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
  }

  async #passOn({ attempt, first }: Winner, phrase: FoundPhrase | undefined): Promise<void> {
    const words = new WordTimes(this.#text);
    const lead = new LeadTrimmer();
    // What another voice says in its place is not kept.
    const isOwn = attempt.candidate === this.#options.phrases?.candidate;
    const spoken = phrase && isOwn ? new Spoken() : undefined;
    const stop = (): void => attempt.close();
    this.abortSignal.addEventListener('abort', stop, { once: true });
    this.#options.onAudio(attempt.candidate);
    this.#begun();
    // The time to the first audio counts from when the voice got its text, not from when the model began.
    this.markStarted(attempt.startedTime);
    let last = first;
    for (let audio: typeof first | undefined = first; audio; audio = await attempt.next()) {
      last = audio;
      spoken?.add(toPiece(audio));
      this.#put(lead.pass(audio), words);
    }
    this.#put(lead.rest(), words);
    this.#finish(words.rest(last));
    spoken?.end(!attempt.problem && !this.abortSignal.aborted);
    if (phrase && spoken?.isWhole) void this.#options.phrases?.book.keep(phrase.text, spoken);
    // Half of a reply cannot be said again; that it is cut short is worth a report.
    if (attempt.problem && !this.abortSignal.aborted) this.#report(attempt.candidate, attempt.problem);
    this.abortSignal.removeEventListener('abort', stop);
    attempt.close();
  }

  #report(candidate: tts.TTS, error: Error): void {
    this.#owner.emit('error', {
      type: 'tts_error',
      timestamp: Date.now(),
      label: candidate.label,
      error,
      recoverable: true,
    });
  }
}
