import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { PhoneCall } from './phone-call.ts';
import { formatSip, headerOf, parseSip, type SipMessage, tagOf } from './sip-message.ts';

/** What a called phone does. */
export type WhenCalled =
  | { answerAfterMs: number }
  | { status: number; afterMs?: number }
  /** Rings, and nobody comes. */
  | 'no-answer'
  /** As if nothing were there. */
  | 'silent';

export interface PhoneOptions {
  /** Its own number. */
  user: string;
  host?: string;
  /** For 401 and 407. */
  credentials?: { username: string; password: string };
  whenCalled?: WhenCalled;
}

export interface DialOptions {
  headers?: Record<string, string>;
  /** `18 G729/8000`, for example, to be refused. */
  codec?: string;
  /** The 200 is never confirmed. */
  withoutAck?: boolean;
}

/** A telephone on UDP that does what a script tells it. */
export interface Phone {
  readonly uri: string;
  readonly port: number;
  whenCalled: WhenCalled;
  /** Rings the number; see `answered` of what it returns. */
  dial(uri: string, options?: DialOptions): Promise<PhoneCall>;
  /** Every call that has come in, answered or not, in order. */
  readonly rang: readonly PhoneCall[];
  /** The next call that is answered here. */
  nextCall(): Promise<PhoneCall>;
  /** Hangs up whatever is open. */
  close(): Promise<void>;
}

/** What the calls of a phone use. */
export interface PhoneLine {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly credentials: PhoneOptions['credentials'];
  send(message: SipMessage, to: { host: string; port: number }): void;
  /** Sends a request again and again until an answer with its branch comes. */
  request(message: SipMessage, to: { host: string; port: number }): void;
  dial(uri: string, options?: DialOptions): Promise<PhoneCall>;
}

export async function openPhone(options: PhoneOptions): Promise<Phone> {
  const { user, host = '127.0.0.1' } = options;
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  const calls = new Map<string, PhoneCall>();
  const repeating = new Map<string, NodeJS.Timeout>();
  const waiting: ((call: PhoneCall) => void)[] = [];
  const answeredHere: PhoneCall[] = [];
  const rang: PhoneCall[] = [];
  let open = true;

  const send: PhoneLine['send'] = (message, to) => {
    if (open) socket.send(formatSip(message), to.port, to.host, () => {});
  };
  const branchOf = (message: SipMessage) =>
    `${/branch=([^;]+)/.exec(headerOf(message, 'via'))?.[1]} ${headerOf(message, 'cseq').split(' ')[1]}`;
  const line: PhoneLine = {
    host,
    port,
    user,
    credentials: options.credentials,
    send,
    request(message, to) {
      send(message, to);
      const key = branchOf(message);
      let waitMs = 500;
      const again = (): void => {
        waitMs *= 2;
        if (waitMs > 16_000) return;
        send(message, to);
        repeating.set(key, setTimeout(again, waitMs));
      };
      repeating.set(key, setTimeout(again, waitMs));
    },
    dial: (uri, dialOptions) => phone.dial(uri, dialOptions),
  };
  socket.on('error', () => {});
  socket.on('message', (bytes, source) => {
    const message = parseSip(bytes.toString('utf8'));
    if (!message) return;
    const from = { host: source.address, port: source.port };
    if (message.status) {
      clearTimeout(repeating.get(branchOf(message)));
      repeating.delete(branchOf(message));
    }
    const callId = headerOf(message, 'call-id');
    const call = calls.get(callId);
    if (call) return call.receive(message, from);
    if (message.method === 'INVITE' && !tagOf(headerOf(message, 'to'))) void ring(message, from, callId);
    else if (message.method && message.method !== 'ACK') {
      const status = message.method === 'OPTIONS' ? 200 : 481;
      const kept = ['via', 'from', 'to', 'call-id', 'cseq'];
      const headers = message.headers.filter(([name]) => kept.includes(name));
      send({ status, reason: 'Said', headers, body: '' }, from);
    }
  });

  const ring = async (invite: SipMessage, from: { host: string; port: number }, callId: string) => {
    if (phone.whenCalled === 'silent') return;
    const call = new PhoneCall(line, callId);
    calls.set(callId, call);
    rang.push(call);
    await call.ring(invite, from, phone.whenCalled);
    const listener = waiting.shift();
    if (listener) listener(call);
    else answeredHere.push(call);
  };
  const phone: Phone = {
    uri: `sip:${user}@${host}:${port}`,
    port,
    rang,
    whenCalled: options.whenCalled ?? { answerAfterMs: 0 },
    async dial(uri, dialOptions = {}) {
      const callId = `${crypto.randomUUID()}@${host}`;
      const call = new PhoneCall(line, callId);
      calls.set(callId, call);
      await call.dial(uri, dialOptions);
      return call;
    },
    async nextCall() {
      const call = answeredHere.shift();
      return call ?? new Promise((resolve) => waiting.push(resolve));
    },
    async close() {
      await Promise.all([...calls.values()].map((call) => call.close()));
      for (const timer of repeating.values()) clearTimeout(timer);
      open = false;
      socket.close();
      await once(socket, 'close');
    },
  };
  return phone;
}
