import {
  APIConnectionError,
  type APIConnectOptions,
  APIStatusError,
  APITimeoutError,
  tts,
} from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import OpenAI from 'openai';
import { FrameCutter } from './frame-cutter.ts';
import { ttsSampleRate } from './tts-sample-rate.ts';

export interface OpenaiSpeechOptions {
  client: OpenAI;
  model: string;
  voice: string;
  speed: number;
}

const frameMs = 20;
/** A body that stops is not waited for longer than this. */
const stalledMs = 4_000;

/**
 * OpenAI's `POST /audio/speech`, heard from its first piece on. The plugin's own waits for the whole sentence, so that
 * a long one begins a second late. One request per sentence: put it into a StreamAdapter.
 *
 * Source: https://platform.openai.com/docs/api-reference/audio/createSpeech; `pcm` is 24 kHz, 16 bit, little-endian, mono.
 */
export class OpenaiSpeech extends tts.TTS {
  override label = 'parley.OpenaiSpeech';
  readonly options: OpenaiSpeechOptions;

  constructor(options: OpenaiSpeechOptions) {
    super(ttsSampleRate, 1, { streaming: false });
    this.options = options;
  }

  override get model(): string {
    return this.options.model;
  }

  override get provider(): string {
    return 'openai';
  }

  override synthesize(text: string, options?: APIConnectOptions, signal?: AbortSignal): tts.ChunkedStream {
    return new SpokenText(this, text, options, signal);
  }

  override stream(): tts.SynthesizeStream {
    throw new TypeError('OpenaiSpeech takes whole texts: put it into a StreamAdapter');
  }
}

class SpokenText extends tts.ChunkedStream {
  override label = 'parley.SpokenText';
  readonly #owner: OpenaiSpeech;
  constructor(owner: OpenaiSpeech, text: string, options?: APIConnectOptions, signal?: AbortSignal) {
    super(text, owner, options, signal);
    this.#owner = owner;
  }

  protected override async run(): Promise<void> {
    try {
      await this.#speak();
    } catch (error) {
      if (this.abortSignal.aborted) return;
      // As an event, not thrown: LiveKit's task would leave the rejection to nobody. The client has tried again already.
      this.#owner.emit('error', {
        type: 'tts_error',
        timestamp: Date.now(),
        label: this.#owner.label,
        error: apiError(error),
        recoverable: false,
      });
    }
  }

  async #speak(): Promise<void> {
    const { client, model, voice, speed } = this.#owner.options;
    const stalled = new AbortController();
    const alarm = setTimeout(
      () => stalled.abort(new APITimeoutError({ message: 'the speech stopped coming' })),
      stalledMs,
    );
    const signal = AbortSignal.any([this.abortSignal, stalled.signal]);
    try {
      const response = await client.audio.speech.create(
        { input: this.inputText, model, voice, response_format: 'pcm', ...(speed === 1 ? {} : { speed }) },
        { signal },
      );
      const cutter = new FrameCutter(ttsSampleRate, frameMs);
      const requestId = response.headers.get('x-request-id') ?? crypto.randomUUID();
      // One frame is held back, for the last is to say that it is.
      let last: AudioFrame | undefined;
      const put = (frame: AudioFrame, final: boolean): void => {
        if (!this.queue.closed) this.queue.put({ requestId, segmentId: requestId, frame, final });
      };
      for await (const piece of response.body ?? []) {
        alarm.refresh();
        for (const frame of cutter.cut(piece as Uint8Array)) {
          if (last) put(last, false);
          last = frame;
        }
      }
      const rest = cutter.rest();
      if (last) put(last, !rest);
      if (rest) put(rest, true);
    } catch (error) {
      throw stalled.signal.aborted ? stalled.signal.reason : error;
    } finally {
      clearTimeout(alarm);
    }
  }
}

/** As LiveKit wants its errors. */
function apiError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof OpenAI.APIConnectionTimeoutError || error instanceof APITimeoutError)
    return new APITimeoutError({ message });
  if (error instanceof OpenAI.APIError && error.status !== undefined)
    return new APIStatusError({ message, options: { statusCode: error.status } });
  return new APIConnectionError({ message });
}
