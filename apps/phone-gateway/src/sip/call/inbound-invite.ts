import type { IncomingInviteRequest } from 'sip.js/lib/core/index.js';
import type { Nonces } from '../digest/nonces.ts';
import { SipStateError } from '../errors.ts';
import { headerLines } from '../message/header-lines.ts';
import type { InboundInvite, SipDialog, SipParty, SipSource, SourceTrust } from '../types.ts';
import { Dialog } from './dialog.ts';
import { partyOf } from './party-of.ts';
import { sdpBody, sdpOf } from './sdp-body.ts';
import { answerTimer } from './session-timer.ts';
import type { SipCall } from './sip-call.ts';

/** State about a stranger that was turned away is not kept for long. */
const strangerMs = 5_000;

export interface InboundOptions {
  call: SipCall;
  request: IncomingInviteRequest;
  calledUser: string | undefined;
  source: SipSource;
  trust: SourceTrust;
  realm: string;
  nonces: Nonces;
  countBadAttempt(source: SipSource): void;
}

/** Somebody calls. */
export class ReceivedInvite implements InboundInvite {
  readonly callId: string;
  readonly from: SipParty;
  readonly to: SipParty;
  readonly source: SipSource;
  readonly trust: SourceTrust;
  readonly offer: string | undefined;
  readonly authorization?: string;
  readonly cancelled: Promise<void>;
  over = false;
  readonly #options: InboundOptions;

  constructor(options: InboundOptions) {
    const { call, request, calledUser, source, trust } = options;
    const { message } = request;
    this.#options = options;
    this.callId = call.callId;
    this.from = partyOf(message.from);
    this.to = {
      user: calledUser ?? '',
      host: message.ruri?.host ?? '',
      displayName: partyOf(message.to).displayName,
    };
    this.source = source;
    this.trust = trust;
    this.offer = sdpOf(message);
    this.authorization = message.getHeader('authorization');
    const cancelled = Promise.withResolvers<void>();
    this.cancelled = cancelled.promise;
    request.delegate = {
      onCancel: () => {
        if (this.over) return;
        this.reject(487);
        cancelled.resolve();
      },
    };
    call.hangUp = async () => this.reject(503);
  }

  header(name: string): string | undefined {
    return this.#options.request.message.getHeader(name);
  }

  extensionHeaders(): Record<string, string> {
    const { headers } = this.#options.request.message;
    const extensions = Object.entries(headers).filter(([name]) => /^x-/i.test(name));
    return Object.fromEntries(extensions.map(([name, values]) => [name, values[0]?.raw ?? '']));
  }

  trying(): void {
    if (!this.over) this.#options.request.trying();
  }

  ringing(): void {
    if (!this.over) this.#options.request.progress({ statusCode: 180 });
  }

  challenge({ stale = false } = {}): void {
    const { realm, nonces } = this.#options;
    if (this.authorization && !stale) this.#countBadAttempt();
    const challenge = `Digest realm="${realm}", nonce="${nonces.issue()}", algorithm=MD5, qop="auth"`;
    this.#end(401, [`WWW-Authenticate: ${challenge}${stale ? ', stale=true' : ''}`]);
  }

  accept(sdp: string, headers: Record<string, string> = {}): SipDialog {
    if (this.over) throw new SipStateError('The call is over');
    const { call, request } = this.#options;
    const timer = answerTimer((name) => this.header(name), call.wire.minSessionExpiresS);
    const agreed = timer.kind === 'agreed' ? timer : undefined;
    const extraHeaders = [...headerLines(headers), ...(agreed?.headers ?? [])];
    const { session } = request.accept({ statusCode: 200, body: sdpBody(sdp), extraHeaders });
    this.over = true;
    return new Dialog({
      call,
      session,
      weCalled: false,
      localSdp: sdp,
      terms: agreed?.terms,
      offeredFirst: this.offer === undefined,
    });
  }

  reject(
    status: number,
    { reason, headers }: { reason?: string; headers?: Record<string, string> } = {},
  ): void {
    if (this.over) return;
    if (status === 403 || status === 404) this.#countBadAttempt();
    this.#end(status, headerLines(headers), reason);
  }

  #end(statusCode: number, extraHeaders: string[], reasonPhrase?: string) {
    if (this.over) return;
    const { call, request, trust } = this.#options;
    this.over = true;
    call.hangUp = undefined;
    request.reject({ statusCode, extraHeaders, reasonPhrase });
    call.release(trust === 'trusted' ? undefined : strangerMs);
  }

  #countBadAttempt() {
    this.#options.countBadAttempt(this.source);
  }
}
