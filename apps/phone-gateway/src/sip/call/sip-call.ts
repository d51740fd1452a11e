import type { Logger } from '@parley/observability';
import {
  DigestAuthentication,
  type IncomingInviteRequest,
  IncomingRequestMessage,
  IncomingResponseMessage,
  type LoggerFactory,
  Parser,
  Timers,
  URI,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import type { MessageHead } from '../message/read-head.ts';
import { withMarkedVia } from '../message/via.ts';
import type { Retransmissions } from '../transport/retransmissions.ts';
import { sendMessage } from '../transport/send-message.ts';
import type { SipSockets } from '../transport/sip-sockets.ts';
import type { TcpConnection } from '../transport/tcp-connection.ts';
import type { SipProtocol, SipSource } from '../types.ts';
import { sdpOf } from './sdp-body.ts';
import { answerTimer } from './session-timer.ts';

/** What all calls of an endpoint share. */
export interface Wire {
  sockets: SipSockets;
  retransmissions: Retransmissions;
  loggerFactory: LoggerFactory;
  /** How peers reach us, `host:port`. */
  reachableAt: { host: string; port: number };
  minSessionExpiresS: number;
  log: Logger;
}

export interface CallOptions {
  callId: string;
  protocol: SipProtocol;
  credentials?: { username: string; password: string };
  onInvite?(request: IncomingInviteRequest, calledUser: string | undefined): void;
  onReleased(): void;
}

const contactUser = 'parley';

/**
 * One Call-ID: a core of sip.js with a transport that knows where this call's messages go. sip.js's transport has no
 * destination and its credentials no request, which is why calls do not share a core.
 */
export class SipCall {
  readonly callId: string;
  readonly protocol: SipProtocol;
  readonly core: UserAgentCore;
  readonly wire: Wire;
  /** Our Contact, with its brackets. */
  readonly contact: string;
  /** Where the peer last spoke from. */
  source: SipSource | undefined;
  released = false;
  /** Taken away when the call is given up: a late 401 must not make the peer ring after all. */
  credentials: CallOptions['credentials'];
  /** Ends what is open when the endpoint closes; resolves when the peer knows. */
  hangUp: (() => Promise<void>) | undefined;
  readonly #options: CallOptions;
  #calledUser: string | undefined;
  #connection: TcpConnection | undefined;
  #letGo: (() => void) | undefined;
  #release: NodeJS.Timeout | undefined;

  constructor(wire: Wire, options: CallOptions) {
    this.wire = wire;
    this.callId = options.callId;
    this.protocol = options.protocol;
    this.#options = options;
    const { host, port } = wire.reachableAt;
    const uri = new URI(
      'sip',
      contactUser,
      host,
      port,
      options.protocol === 'TCP' ? { transport: 'tcp' } : {},
    );
    this.contact = `<${uri.toString()}>`;
    this.credentials = options.credentials;
    this.core = new UserAgentCore(
      {
        aor: uri,
        contact: { pubGruu: undefined, tempGruu: undefined, uri, toString: () => this.contact },
        displayName: '',
        loggerFactory: wire.loggerFactory,
        hackViaTcp: false,
        routeSet: [],
        sipjsId: '',
        supportedOptionTags: ['timer'],
        supportedOptionTagsResponse: ['timer'],
        userAgentHeaderFieldValue: 'Parley',
        viaForceRport: true,
        viaHost: `${host}:${port}`,
        authenticationFactory: () => {
          const { username, password } = this.credentials ?? {};
          if (username === undefined) return undefined;
          return new DigestAuthentication(wire.loggerFactory, undefined, username, password);
        },
        transportAccessor: () => ({ protocol: this.protocol, send: (text) => sendMessage(this, text) }),
      },
      { onInvite: (request) => this.#invited(request) },
    );
  }

  get connection(): TcpConnection | undefined {
    return this.#connection?.open ? this.#connection : undefined;
  }

  useConnection(connection: TcpConnection): void {
    if (connection === this.#connection) return;
    this.#letGo?.();
    this.#connection = connection;
    this.#letGo = connection.hold();
  }

  /** @returns false when the message could not be understood after all. */
  receive(head: MessageHead, source: SipSource, connection?: TcpConnection): boolean {
    this.source = source;
    if (connection) this.useConnection(connection);
    const text = head.method ? withMarkedVia(head, source) : textOf(head);
    const message = Parser.parseMessage(text, this.core.loggerFactory.getLogger('sip.parser'));
    if (message instanceof IncomingRequestMessage) this.#receiveRequest(head, message);
    else if (message instanceof IncomingResponseMessage) {
      const { cseqMethod: method, branch, status = 0 } = head;
      this.wire.retransmissions.answered({ method, branch, status });
      this.core.receiveIncomingResponseFromTransport(message);
    } else return false;
    return true;
  }

  #receiveRequest(head: MessageHead, message: IncomingRequestMessage) {
    if (head.method === 'ACK') this.wire.retransmissions.acknowledged(head.branch);
    // The core answers 404 to a Request-URI that does not name its own user.
    this.#calledUser = message.ruri?.user;
    if (message.ruri) message.ruri.user = contactUser;
    this.core.receiveIncomingRequestFromTransport(message);
  }

  #invited(request: IncomingInviteRequest) {
    const { onInvite } = this.#options;
    // One Call-ID is one call: while it is open, or when we made it, a second one is a loop.
    if (this.hangUp || !onInvite) return void request.reject({ statusCode: 482 });
    const { message } = request;
    if (message.body && !sdpOf(message)) {
      request.reject({ statusCode: 415, extraHeaders: ['Accept: application/sdp'] });
      return;
    }
    const timer = answerTimer((name) => message.getHeader(name), this.wire.minSessionExpiresS);
    if (timer.kind === 'too-small') {
      request.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${timer.minS}`] });
      return;
    }
    clearTimeout(this.#release);
    onInvite(request, this.#calledUser);
  }

  /** Forgets the call after `ms`; left out, when no late repetition can come any more. */
  release(ms: number = Timers.TIMER_B + 2 * Timers.T2): void {
    clearTimeout(this.#release);
    this.#release = setTimeout(() => this.dispose(), ms);
  }

  dispose(): void {
    if (this.released) return;
    this.released = true;
    clearTimeout(this.#release);
    this.core.dispose();
    this.#letGo?.();
    this.#options.onReleased();
  }
}

const textOf = ({ startLine, headers, body }: MessageHead) =>
  `${startLine}\r\n${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}`;
