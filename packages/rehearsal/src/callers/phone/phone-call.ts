import { digestAnswer } from './digest-answer.ts';
import type { DialOptions, PhoneLine, WhenCalled } from './open-phone.ts';
import { openPhoneAudio, type PhoneAudio } from './phone-audio.ts';
import { type PhoneDirection, readPhoneSdp, writePhoneSdp } from './phone-sdp.ts';
import { addressOf, headerOf, type SipMessage, tagOf, uriOf } from './sip-message.ts';

type Address = { host: string; port: number };

/** The call was not answered: its status says why. */
export class PhoneCallError extends Error {
  override name = 'PhoneCallError';
  readonly status: number;

  constructor(status: number, reason: string) {
    super(`${status} ${reason}`);
    this.status = status;
  }
}

const newBranch = (): string => `z9hG4bK${crypto.randomUUID()}`;
/** Copied from a request into its answer. */
const echoed = ['via', 'record-route', 'from', 'to', 'call-id', 'cseq'];

/** One call of a scripted phone, either way round. */
export class PhoneCall {
  readonly callId: string;
  /** Rejects with a PhoneCallError. */
  readonly answered: Promise<void>;
  /** Who hung up. */
  readonly ended: Promise<'here' | 'there'>;
  /** Statuses seen while it rang: 100, 180. */
  readonly progress: number[] = [];
  /** After a REFER: the call to whom we were sent, when it was answered. */
  transferred: PhoneCall | undefined;
  /** What a REFER is answered with. */
  whenReferred: 'dial' | { status: number } = 'dial';
  audio!: PhoneAudio;
  readonly #line: PhoneLine;
  readonly #answered = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<'here' | 'there'>();
  #own = '';
  #peer = '';
  #uri = '';
  #route: Address = { host: '127.0.0.1', port: 5060 };
  #cseq = 1;
  #invite: SipMessage | undefined;
  #options: DialOptions = {};
  #asked: SipMessage | undefined;
  #answer: SipMessage | undefined;
  #repeat: NodeJS.Timeout | undefined;
  #reinvited: PromiseWithResolvers<PhoneDirection> | undefined;
  #state: 'new' | 'ringing' | 'active' | 'over' = 'new';

  constructor(line: PhoneLine, callId: string) {
    this.#line = line;
    this.callId = callId;
    this.answered = this.#answered.promise;
    this.answered.catch(() => {});
    this.ended = this.#ended.promise;
  }

  /** The other side's number. */
  get peerUser(): string {
    return /sips?:([^@;>]+)@/.exec(this.#peer)?.[1] ?? '';
  }

  get digits(): string {
    return this.audio.digits;
  }

  heard(): Int16Array {
    return this.audio.heard();
  }

  play(pcm: Int16Array): Promise<void> {
    return this.audio.play(pcm);
  }

  press(digits: string): Promise<void> {
    return this.audio.press(digits);
  }

  async dial(uri: string, options: DialOptions): Promise<void> {
    this.audio = await openPhoneAudio(this.#line.host);
    this.#options = options;
    this.#uri = uri;
    this.#route = addressOf(uri);
    const { user, host, port } = this.#line;
    this.#own = `<sip:${user}@${host}:${port}>;tag=${crypto.randomUUID()}`;
    this.#peer = `<${uri}>`;
    this.#state = 'ringing';
    this.#sendInvite([]);
  }

  /** While it rings. */
  cancel(): void {
    const invite = this.#invite;
    if (!invite || this.#state !== 'ringing') return;
    const kept = invite.headers.filter(([name]) =>
      ['via', 'from', 'to', 'call-id', 'max-forwards'].includes(name),
    );
    const headers: SipMessage['headers'] = [
      ...kept,
      ['cseq', headerOf(invite, 'cseq').replace('INVITE', 'CANCEL')],
    ];
    this.#line.request({ method: 'CANCEL', uri: this.#uri, headers, body: '' }, this.#route);
  }

  hangUp(): void {
    if (this.#state === 'ringing') this.cancel();
    if (this.#state !== 'active') return;
    this.#request('BYE', []);
    this.#over('here');
  }

  /** Gone without a word: neither BYE nor audio. */
  vanish(): void {
    this.audio.stopSending();
    this.#over('here');
  }

  /** @returns which direction the other side took */
  hold(): Promise<PhoneDirection> {
    return this.reinvite('sendonly');
  }

  resume(): Promise<PhoneDirection> {
    return this.reinvite('sendrecv');
  }

  reinvite(direction: PhoneDirection): Promise<PhoneDirection> {
    this.#reinvited = Promise.withResolvers<PhoneDirection>();
    const sdp = writePhoneSdp(this.#line.host, this.audio.port, direction);
    this.#request('INVITE', [['content-type', 'application/sdp']], sdp);
    return this.#reinvited.promise;
  }

  /** We are called. Resolves when it is answered or over. */
  async ring(invite: SipMessage, from: Address, when: WhenCalled): Promise<void> {
    this.audio = await openPhoneAudio(this.#line.host);
    this.#asked = invite;
    this.#route = from;
    this.#peer = headerOf(invite, 'from');
    this.#own = `${headerOf(invite, 'to')};tag=${crypto.randomUUID()}`;
    this.#uri = uriOf(headerOf(invite, 'contact'));
    this.#state = 'ringing';
    this.#reply(invite, 180, 'Ringing');
    if (when === 'no-answer' || when === 'silent') return new Promise(() => {});
    const afterMs = 'status' in when ? (when.afterMs ?? 0) : when.answerAfterMs;
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (this.#state !== 'ringing') return new Promise(() => {});
    if ('status' in when) {
      this.#reply(invite, when.status, 'Refused');
      this.#over('here');
      return new Promise(() => {});
    }
    const remote = readPhoneSdp(invite.body);
    if (remote) this.audio.sendTo(remote);
    const sdp = writePhoneSdp(this.#line.host, this.audio.port);
    this.#answer = this.#reply(invite, 200, 'OK', sdp);
    this.#repeat = setInterval(() => this.#answer && this.#line.send(this.#answer, from), 500);
    this.#state = 'active';
    this.#answered.resolve();
  }

  receive(message: SipMessage, from: Address): void {
    if (message.method) this.#receiveRequest(message, from);
    else this.#receiveAnswer(message);
  }

  async close(): Promise<void> {
    clearInterval(this.#repeat);
    this.hangUp();
    this.#ended.resolve('here');
    await this.audio?.close();
  }

  #receiveRequest(request: SipMessage, from: Address): void {
    switch (request.method) {
      case 'ACK':
        clearInterval(this.#repeat);
        return;
      case 'BYE':
        this.#reply(request, 200, 'OK');
        this.#over('there');
        return;
      case 'CANCEL':
        this.#reply(request, 200, 'OK');
        if (this.#state === 'ringing' && this.#asked) {
          this.#reply(this.#asked, 487, 'Request Terminated');
          this.#over('there');
        }
        return;
      case 'INVITE': {
        // Our answer again, or a change in the running call.
        if (this.#state !== 'active') return;
        if (this.#answer && headerOf(request, 'cseq') === headerOf(this.#answer, 'cseq')) {
          this.#line.send(this.#answer, from);
          return;
        }
        const remote = readPhoneSdp(request.body);
        if (remote) this.audio.sendTo(remote);
        this.#reply(request, 200, 'OK', writePhoneSdp(this.#line.host, this.audio.port));
        return;
      }
      case 'REFER':
        void this.#referred(request);
        return;
      default:
        this.#reply(request, 200, 'OK');
    }
  }

  async #referred(request: SipMessage): Promise<void> {
    if (this.whenReferred !== 'dial') {
      this.#reply(request, this.whenReferred.status, 'Refused');
      return;
    }
    this.#reply(request, 202, 'Accepted');
    const tell = (status: number, reason: string, over: boolean): void => {
      this.#request(
        'NOTIFY',
        [
          ['event', 'refer'],
          ['subscription-state', over ? 'terminated;reason=noresource' : 'active;expires=60'],
          ['content-type', 'message/sipfrag;version=2.0'],
        ],
        `SIP/2.0 ${status} ${reason}\r\n`,
      );
    };
    tell(100, 'Trying', false);
    const call = await this.#line.dial(uriOf(headerOf(request, 'refer-to')));
    try {
      await call.answered;
      this.transferred = call;
      tell(200, 'OK', true);
    } catch (error) {
      tell(error instanceof PhoneCallError ? error.status : 500, 'Failed', true);
    }
  }

  #receiveAnswer(message: SipMessage): void {
    const [sequence = '', method] = headerOf(message, 'cseq').split(' ');
    if (method !== 'INVITE') return;
    const status = message.status ?? 0;
    if (status < 200) {
      this.progress.push(status);
      return;
    }
    if (!(status < 300 && this.#options.withoutAck)) this.#acknowledge(message, Number(sequence));
    if (this.#reinvited) {
      const sdp = readPhoneSdp(message.body);
      if (status < 300) this.#reinvited.resolve(sdp?.direction ?? 'inactive');
      else this.#reinvited.reject(new PhoneCallError(status, message.reason ?? ''));
      this.#reinvited = undefined;
    } else if (this.#state === 'ringing') this.#settle(message, status);
  }

  #settle(message: SipMessage, status: number): void {
    const { credentials } = this.#line;
    const challenge = headerOf(message, status === 407 ? 'proxy-authenticate' : 'www-authenticate');
    if ((status === 401 || status === 407) && credentials && this.#cseq === 2) {
      const name = status === 407 ? 'proxy-authorization' : 'authorization';
      this.#sendInvite([
        [name, digestAnswer(challenge, { method: 'INVITE', uri: this.#uri, ...credentials })],
      ]);
      return;
    }
    if (status >= 300) {
      this.#answered.reject(new PhoneCallError(status, message.reason ?? ''));
      this.#over('there');
      return;
    }
    this.#peer = headerOf(message, 'to');
    const remote = readPhoneSdp(message.body);
    if (remote) this.audio.sendTo(remote);
    this.#state = 'active';
    this.#answered.resolve();
  }

  #sendInvite(more: SipMessage['headers']): void {
    const sdp = writePhoneSdp(this.#line.host, this.audio.port, 'sendrecv', this.#options.codec);
    const extra = Object.entries(this.#options.headers ?? {});
    this.#invite = this.#request('INVITE', [['content-type', 'application/sdp'], ...extra, ...more], sdp);
  }

  #headers(method: string, cseq: number): SipMessage['headers'] {
    const { host, port, user } = this.#line;
    return [
      ['via', `SIP/2.0/UDP ${host}:${port};branch=${newBranch()};rport`],
      ['max-forwards', '70'],
      ['from', this.#own],
      ['to', this.#peer],
      ['call-id', this.callId],
      ['cseq', `${cseq} ${method}`],
      ['contact', `<sip:${user}@${host}:${port}>`],
    ];
  }

  #request(method: string, more: SipMessage['headers'], body = ''): SipMessage {
    const headers = [...this.#headers(method, this.#cseq++), ...more];
    const message: SipMessage = { method, uri: this.#uri, headers, body };
    this.#line.request(message, this.#route);
    return message;
  }

  #acknowledge(answer: SipMessage, cseq: number): void {
    const headers = this.#headers('ACK', cseq).map(([name, value]): [string, string] => {
      if (name === 'to') return [name, headerOf(answer, 'to')];
      // The ACK of a refusal belongs to its INVITE's transaction.
      if (name === 'via' && (answer.status ?? 0) >= 300) return [name, headerOf(answer, 'via')];
      return [name, value];
    });
    this.#line.send({ method: 'ACK', uri: this.#uri, headers, body: '' }, this.#route);
  }

  #reply(request: SipMessage, status: number, reason: string, body = ''): SipMessage {
    const { host, port, user } = this.#line;
    const headers = request.headers
      .filter(([name]) => echoed.includes(name))
      .map(([name, value]): [string, string] =>
        name === 'to' && !tagOf(value) ? [name, `${value};tag=${tagOf(this.#own)}`] : [name, value],
      );
    headers.push(['contact', `<sip:${user}@${host}:${port}>`]);
    if (body) headers.push(['content-type', 'application/sdp']);
    const answer: SipMessage = { status, reason, headers, body };
    this.#line.send(answer, this.#route);
    return answer;
  }

  #over(by: 'here' | 'there'): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    clearInterval(this.#repeat);
    this.#ended.resolve(by);
  }
}
