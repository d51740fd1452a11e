import { randomUUID } from 'node:crypto';
import type { RecognitionStream } from '../../speech/create-recognition-stream.ts';
import { createSpeechGate, type SpeechGate } from '../../speech/create-speech-gate.ts';
import { faultWords } from '../fail-request.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { until } from '../until.ts';

/** Silence that may be the end of a turn, and silence that is. */
const eagerMs = 260;
const endMs = 600;

export interface TurnsSessionOptions {
  context: SimulatorContext & { recognizer: NonNullable<SimulatorContext['recognizer']> };
  client: string;
  sampleRate: number;
  send: (event: object) => void;
  drop: () => void;
}

/** One of Cartesia's STT sessions with turns: audio in; turns begin, grow, end eagerly, resume and end. */
export class TurnsSession {
  readonly #options: TurnsSessionOptions;
  readonly #requestId = randomUUID();
  readonly #stream: RecognitionStream;
  readonly #eager: SpeechGate;
  readonly #turn: SpeechGate;
  #text = '';
  #offeredEnd = false;
  #mute = false;
  #work: Promise<void> = Promise.resolve();

  constructor(options: TurnsSessionOptions) {
    this.#options = options;
    const { sampleRate } = options;
    this.#stream = options.context.recognizer.openStream({
      sampleRate,
      onPartial: (text) => this.#update(text),
    });
    this.#turn = createSpeechGate({
      sampleRate,
      hangoverMs: endMs,
      onStart: () => this.#send({ type: 'turn.start' }),
      onAudio: () => {},
      onEnd: () => this.#endTurn(),
    });
    this.#eager = createSpeechGate({
      sampleRate,
      hangoverMs: eagerMs,
      onStart: () => this.#resume(),
      onAudio: () => {},
      onEnd: () => this.#offerEnd(),
    });
    this.#send({ type: 'connected' });
  }

  /** @param pcm mono samples at the session's rate. */
  hear(pcm: Int16Array): void {
    this.#stream.write(pcm);
    this.#turn.push(pcm);
    this.#eager.push(pcm);
  }

  /** Ends a turn that goes on. Resolves when its text is sent. */
  async finish(): Promise<void> {
    this.#turn.flush();
    await this.#work;
  }

  close(): void {
    this.#mute = true;
    this.#stream.clear();
  }

  #update(text: string): void {
    if (!this.#turn.open) return;
    this.#text = text;
    this.#send({ type: 'turn.update', transcript: text });
  }

  #offerEnd(): void {
    if (!this.#turn.open || this.#text === '') return;
    this.#offeredEnd = true;
    this.#send({ type: 'turn.eager_end', transcript: this.#text });
  }

  #resume(): void {
    if (this.#offeredEnd) this.#send({ type: 'turn.resume' });
    this.#offeredEnd = false;
  }

  #endTurn(): void {
    const since = performance.now();
    const text = this.#stream.finish();
    text.catch(() => {});
    this.#text = '';
    this.#offeredEnd = false;
    this.#work = this.#work.then(() => this.#tellEnd(text, since));
  }

  async #tellEnd(recognised: Promise<string>, since: number): Promise<void> {
    const { context, client, drop } = this.#options;
    let transcript: string;
    try {
      transcript = await recognised;
    } catch (error) {
      this.#send({
        type: 'error',
        status_code: 500,
        title: 'Recognition failed',
        message: (error as Error).message,
      });
      return;
    }
    const { delayMs, fault } = context.behaviours.next('stt', transcript);
    const entry = { class: 'stt', kind: 'cartesia.stt.turns', client, text: transcript } as const;
    if (fault) context.log.add({ ...entry, fault });
    if (fault === 'hang') this.#mute = true;
    if (fault === 'refuse' || fault === 'reset') drop();
    if (fault === '429' || fault === '500') {
      this.#send({
        type: 'error',
        status_code: Number(fault),
        title: 'Simulated',
        message: faultWords[fault],
      });
    }
    if (fault && fault !== 'trickle' && fault !== 'wrong_rate' && fault !== 'malformed') return;
    await until(since, fault === 'trickle' ? delayMs + 2_000 : delayMs);
    if (!fault) context.log.add({ ...entry, latency_ms: performance.now() - since });
    this.#send(
      fault === 'malformed' ? { type: 'turn.end', transcript: 7 } : { type: 'turn.end', transcript },
    );
  }

  #send(event: object): void {
    if (!this.#mute) this.#options.send({ ...event, request_id: this.#requestId });
  }
}
