import { MediaStream } from '../media/media-stream.ts';
import { newSid } from '../new-sid.ts';
import { signTwilioRequest } from '../sign-request.ts';
import type { TwilioState } from '../twilio-state.ts';
import { postWebhook, type WebhookAnswer } from './post-webhook.ts';
import { readTwiml, type TwimlElement } from './read-twiml.ts';

export type TwilioCallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';
const endStatuses: readonly TwilioCallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

export interface SimulatedCallOptions {
  state: TwilioState;
  direction: 'inbound' | 'outbound-api';
  from: string;
  to: string;
  /** Where its progress is told, and which of it. */
  statusCallback?: string | undefined;
  statusEvents?: readonly string[];
}

/** One call at Twilio: runs the application's TwiML and tells how it fares. */
export class SimulatedCall {
  readonly sid = newSid('CA');
  readonly from: string;
  readonly to: string;
  readonly direction: SimulatedCallOptions['direction'];
  status: TwilioCallStatus;
  /** What was carried out, in order. */
  readonly verbs: TwimlElement[] = [];
  /** Numbers of Twilio's errors and warnings: 11200 for an application that failed, 12100 for TwiML that is none. */
  readonly errors: number[] = [];
  readonly webhookAnswers: WebhookAnswer[] = [];
  readonly ended: Promise<TwilioCallStatus>;
  sipResponseCode: number | undefined;
  readonly #options: SimulatedCallOptions;
  readonly #ended = Promise.withResolvers<TwilioCallStatus>();
  readonly #streaming = Promise.withResolvers<MediaStream>();
  #stream: MediaStream | undefined;
  #told: Promise<unknown> = Promise.resolve();
  #sequence = 0;

  constructor(options: SimulatedCallOptions) {
    this.#options = options;
    this.from = options.from;
    this.to = options.to;
    this.direction = options.direction;
    this.status = options.direction === 'inbound' ? 'ringing' : 'queued';
    this.ended = this.#ended.promise;
    options.state.calls.set(this.sid, this);
  }

  get isOver(): boolean {
    return endStatuses.includes(this.status);
  }

  /** The media stream, as soon as the TwiML asks for one. */
  get stream(): Promise<MediaStream> {
    return Promise.race([
      this.#streaming.promise,
      this.ended.then((status) => {
        throw new Error(`the call is ${status}, and had no stream`);
      }),
    ]);
  }

  /** Resolves when every status so far has been told. */
  async settled(): Promise<void> {
    await this.#told;
  }

  become(status: TwilioCallStatus): void {
    if (this.isOver || this.status === status) return;
    this.status = status;
    this.#tell(status);
    if (this.isOver) this.#ended.resolve(status);
  }

  /** The other telephone hangs up. */
  async hangUp(): Promise<void> {
    await this.end('completed');
  }

  async end(status: 'completed' | 'canceled'): Promise<void> {
    this.become(status);
    await this.#stream?.stop();
  }

  params(): Record<string, string> {
    const { state, from, to, direction } = this.#options;
    return {
      AccountSid: state.accountSid,
      ApiVersion: '2010-04-01',
      CallSid: this.sid,
      CallStatus: this.status,
      Called: to,
      Caller: from,
      Direction: direction,
      From: from,
      To: to,
    };
  }

  /** Asks the application what to do, and does it. */
  async runUrl(url: string): Promise<void> {
    const answer = await postWebhook(this.#options.state.authToken, url, this.params());
    this.webhookAnswers.push(answer);
    if (answer.status !== 200) {
      this.errors.push(11200);
      return this.end('completed');
    }
    return this.run(answer.body);
  }

  async run(twiml: string): Promise<void> {
    let verbs: TwimlElement[];
    try {
      verbs = readTwiml(twiml);
    } catch {
      this.errors.push(12100);
      return this.end('completed');
    }
    for (const verb of verbs) {
      if (this.isOver) return;
      this.verbs.push(verb);
      if (verb.name === 'Reject' && this.status === 'ringing')
        return this.become(verb.attributes.reason === 'busy' ? 'busy' : 'no-answer');
      this.become('in-progress');
      if (verb.name === 'Hangup') break;
      if (verb.name === 'Connect') await this.#connect(verb);
    }
    await this.end('completed');
  }

  async #connect(verb: TwimlElement): Promise<void> {
    const element = verb.children.find(({ name }) => name === 'Stream');
    const url = element?.attributes.url;
    if (!element || !url) return void this.errors.push(12100);
    const { state } = this.#options;
    const named = element.children.filter(({ name }) => name === 'Parameter');
    const stream = new MediaStream({
      url,
      accountSid: state.accountSid,
      callSid: this.sid,
      parameters: Object.fromEntries(
        named.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']),
      ),
      signature: signTwilioRequest(state.authToken, url, {}),
    });
    this.#stream = stream;
    this.#streaming.resolve(stream);
    await stream.closed;
    this.#stream = undefined;
  }

  #tell(status: TwilioCallStatus): void {
    const { statusCallback: url, statusEvents = ['completed'], state } = this.#options;
    const event = this.isOver ? 'completed' : status === 'in-progress' ? 'answered' : status;
    if (!url || !statusEvents.includes(event)) return;
    const params = {
      ...this.params(),
      CallbackSource: 'call-progress-events',
      SequenceNumber: `${this.#sequence++}`,
      Timestamp: new Date().toUTCString(),
      ...(this.isOver && { CallDuration: '1', Duration: '1' }),
      ...(this.sipResponseCode !== undefined && { SipResponseCode: `${this.sipResponseCode}` }),
    };
    this.#told = this.#told.then(async () => {
      const answer = await postWebhook(state.authToken, url, params);
      this.webhookAnswers.push(answer);
    });
  }
}
