import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RecognitionStream } from '../../speech/create-recognition-stream.ts';
import { createSpeechGate, type SpeechGate } from '../../speech/create-speech-gate.ts';
import { pcmSamples } from '../../speech/wav.ts';
import { faultWords } from '../fail-request.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { StableWords } from '../stable-words.ts';
import { until } from '../until.ts';

const inputRate = 24_000;

const clientEventSchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('session.update'),
    session: z.looseObject({
      audio: z
        .looseObject({ input: z.looseObject({ turn_detection: turnDetection().nullish() }).optional() })
        .optional(),
    }),
  }),
  z.looseObject({ type: z.literal('input_audio_buffer.append'), audio: z.base64() }),
  z.looseObject({ type: z.literal('input_audio_buffer.commit') }),
  z.looseObject({ type: z.literal('input_audio_buffer.clear') }),
]);

function turnDetection() {
  return z.looseObject({ type: z.string(), silence_duration_ms: z.number().optional() });
}

export interface RealtimeSessionOptions {
  context: SimulatorContext & { recognizer: NonNullable<SimulatorContext['recognizer']> };
  client: string;
  send: (event: object) => void;
  /** Breaks the connection off. */
  drop: () => void;
}

/** One realtime transcription session of OpenAI: audio in, deltas while it is spoken, the whole text after a commit. */
export class RealtimeSession {
  readonly #options: RealtimeSessionOptions;
  readonly #stream: RecognitionStream;
  readonly #stable = new StableWords();
  #gate: SpeechGate | undefined;
  #itemId = newItemId();
  /** Bytes of audio since the last commit, and in all. */
  #bytes = 0;
  #heard = 0;
  #work: Promise<void> = Promise.resolve();
  #hung = false;

  constructor(options: RealtimeSessionOptions) {
    this.#options = options;
    this.#stream = options.context.recognizer.openStream({
      sampleRate: inputRate,
      onPartial: (text) => this.#delta(text),
    });
    this.#send({ type: 'session.created', session: { type: 'transcription', id: `sess_${randomUUID()}` } });
  }

  /** @param data one client event as it came. */
  receive(data: string): void {
    const event = clientEventSchema.safeParse(parseJson(data));
    if (!event.success) {
      this.#error(`Invalid event: ${z.prettifyError(event.error)}`, 'invalid_request_error');
      return;
    }
    switch (event.data.type) {
      case 'session.update':
        this.#update(event.data.session.audio?.input?.turn_detection ?? undefined);
        this.#send({ type: 'session.updated', session: event.data.session });
        return;
      case 'input_audio_buffer.append': {
        const pcm = pcmSamples(Buffer.from(event.data.audio, 'base64'));
        this.#bytes += pcm.byteLength;
        this.#heard += pcm.byteLength;
        this.#stream.write(pcm);
        this.#gate?.push(pcm);
        return;
      }
      case 'input_audio_buffer.commit':
        this.#commit();
        return;
      case 'input_audio_buffer.clear':
        this.#bytes = 0;
        this.#stream.clear();
        this.#stable.reset();
        this.#send({ type: 'input_audio_buffer.cleared' });
    }
  }

  close(): void {
    this.#hung = true;
    this.#stream.clear();
  }

  #update(detection: { silence_duration_ms?: number | undefined } | undefined): void {
    this.#gate =
      detection &&
      createSpeechGate({
        sampleRate: inputRate,
        hangoverMs: detection.silence_duration_ms ?? 500,
        onStart: () =>
          this.#send({
            type: 'input_audio_buffer.speech_started',
            item_id: this.#itemId,
            audio_start_ms: this.#heardMs(),
          }),
        onAudio: () => {},
        onEnd: () => {
          const audio_end_ms = this.#heardMs();
          this.#send({ type: 'input_audio_buffer.speech_stopped', item_id: this.#itemId, audio_end_ms });
          this.#commit();
        },
      });
  }

  #heardMs(): number {
    return Math.round(this.#heard / 2 / (inputRate / 1000));
  }

  #delta(text: string): void {
    const delta = this.#stable.revise(text);
    if (delta === '') return;
    this.#send({
      type: 'conversation.item.input_audio_transcription.delta',
      item_id: this.#itemId,
      content_index: 0,
      delta,
    });
  }

  #commit(): void {
    const since = performance.now();
    if (this.#bytes < (inputRate / 10) * 2) {
      this.#error('Error committing input audio buffer: buffer too small.', 'invalid_request_error');
      return;
    }
    const itemId = this.#itemId;
    this.#itemId = newItemId();
    this.#bytes = 0;
    this.#stable.reset();
    const text = this.#stream.finish();
    text.catch(() => {});
    this.#send({ type: 'input_audio_buffer.committed', item_id: itemId });
    this.#work = this.#work.then(() => this.#complete(itemId, text, since));
  }

  async #complete(itemId: string, recognised: Promise<string>, since: number): Promise<void> {
    const { context, client } = this.#options;
    let text: string;
    try {
      text = await recognised;
    } catch (error) {
      this.#error((error as Error).message, 'server_error');
      return;
    }
    const { delayMs, fault } = context.behaviours.next('stt', text);
    const entry = { class: 'stt', kind: 'openai.realtime', client, text } as const;
    if (fault) context.log.add({ ...entry, fault });
    if (fault === 'hang') this.#hung = true;
    if (fault === 'refuse' || fault === 'reset') this.#options.drop();
    if (fault === '429' || fault === '500') this.#error(faultWords[fault], 'server_error');
    if (fault === 'malformed')
      this.#send({ type: 'conversation.item.input_audio_transcription.completed', transcript: 7 });
    if (fault && fault !== 'trickle' && fault !== 'wrong_rate') return;

    await until(since, fault === 'trickle' ? delayMs + 2_000 : delayMs);
    if (!fault) context.log.add({ ...entry, latency_ms: performance.now() - since });
    this.#send({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: itemId,
      content_index: 0,
      transcript: text,
      usage: { type: 'tokens', input_tokens: 0, output_tokens: Math.ceil(text.length / 4), total_tokens: 0 },
    });
  }

  #error(message: string, type: string): void {
    this.#send({ type: 'error', error: { type, code: null, message, param: null } });
  }

  #send(event: object): void {
    if (!this.#hung) this.#options.send({ event_id: `event_${randomUUID()}`, ...event });
  }
}

const newItemId = (): string => `item_${randomUUID().replaceAll('-', '').slice(0, 20)}`;

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
