import { once } from 'node:events';
import WebSocket from 'ws';
import { encodeMuLaw } from '../../../callers/phone/mu-law.ts';
import { newSid } from '../new-sid.ts';
import { Playback } from './playback.ts';
import { outgoingSchema } from './stream-messages.ts';

const frameMs = 20;
const frameSamples = 160;

export interface MediaStreamOptions {
  url: string;
  accountSid: string;
  callSid: string;
  parameters: Record<string, string>;
  signature: string;
}

/** Twilio's end of a bidirectional media stream, with the telephone behind it. */
export class MediaStream {
  readonly streamSid = newSid('MZ');
  readonly playback = new Playback((name) => this.#send({ event: 'mark', mark: { name } }));
  /** Messages of the application that were none. */
  readonly malformed: string[] = [];
  /** Resolves with the close code when the socket is closed by the application, or was never opened. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  readonly #options: MediaStreamOptions;
  readonly #speech: { pcm: Int16Array; at: number; done: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;
  #chunk = 0;
  #muted = false;

  constructor(options: MediaStreamOptions) {
    this.#options = options;
    const headers = { 'x-twilio-signature': options.signature, 'user-agent': 'TwilioProxy/1.1' };
    this.#socket = new WebSocket(options.url, { headers });
    const closed = Promise.withResolvers<{ code: number; reason: string }>();
    this.closed = closed.promise;
    this.#socket.on('open', () => this.#begin());
    this.#socket.on('message', (data) => this.#take(data.toString()));
    this.#socket.on('close', (code, reason) => {
      clearInterval(this.#timer);
      this.hush();
      closed.resolve({ code, reason: reason.toString() });
    });
    // "close" follows.
    this.#socket.on('error', () => {});
  }

  /** All that the telephone has heard, 8 kHz. */
  heard(): Int16Array {
    return this.playback.heard();
  }

  /** The caller speaks: 8 kHz. Resolves when it has been said. */
  say(pcm: Int16Array): Promise<void> {
    return new Promise((done) => this.#speech.push({ pcm, at: 0, done }));
  }

  hush(): void {
    for (const { done } of this.#speech.splice(0)) done();
  }

  press(digits: string): void {
    for (const digit of digits) this.#send({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } });
  }

  /** No audio leaves any more: as when the telephone's side is gone. */
  mute(): void {
    this.#muted = true;
  }

  /** Whatever the application is to get, as it is. */
  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  /** The caller hangs up, or the call is ended by the API. */
  async stop(): Promise<void> {
    const { accountSid, callSid } = this.#options;
    this.#send({ event: 'stop', stop: { accountSid, callSid } });
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close(1000);
    await once(this.#socket, 'close');
  }

  /** The connection breaks, without a word. */
  break(): void {
    this.#socket.terminate();
  }

  #begin(): void {
    const { accountSid, callSid, parameters } = this.#options;
    this.#socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
    this.#send({
      event: 'start',
      start: {
        accountSid,
        streamSid: this.streamSid,
        callSid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: parameters,
      },
    });
    const begun = performance.now();
    let ticks = 0;
    this.#timer = setInterval(() => {
      for (const due = (performance.now() - begun) / frameMs; ticks < due; ticks++) {
        this.playback.tick();
        if (!this.#muted) this.#sendAudio(ticks * frameMs);
      }
    }, frameMs / 2);
  }

  #sendAudio(atMs: number): void {
    const frame = Buffer.alloc(frameSamples, 0xff);
    const [saying] = this.#speech;
    if (saying) {
      for (let i = 0; i < frameSamples; i++) frame[i] = encodeMuLaw(saying.pcm[saying.at + i] ?? 0);
      saying.at += frameSamples;
      if (saying.at >= saying.pcm.length) {
        this.#speech.shift();
        saying.done();
      }
    }
    const media = { track: 'inbound', chunk: `${++this.#chunk}`, timestamp: `${atMs}` };
    this.#send({ event: 'media', media: { ...media, payload: frame.toString('base64') } });
  }

  #take(text: string): void {
    const message = outgoingSchema.safeParse(jsonOf(text)).data;
    if (message?.streamSid !== this.streamSid) {
      this.malformed.push(text);
      return;
    }
    if (message.event === 'media') this.playback.add(Buffer.from(message.media.payload, 'base64'));
    else if (message.event === 'mark') this.playback.mark(message.mark.name);
    else this.playback.clear();
  }

  #send(message: object): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const { streamSid } = this;
    this.#socket.send(JSON.stringify({ sequenceNumber: `${++this.#sequence}`, streamSid, ...message }));
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
