import { type IncomingResponse, type OutgoingInviteRequest, Timers, URI } from 'sip.js/lib/core/index.js';
import { headerLines, plainName } from '../message/header-lines.ts';
import { reasonPhrase } from '../message/reason-phrase.ts';
import type { OutboundDialog, OutboundInvite, OutboundResult } from '../types.ts';
import { Dialog } from './dialog.ts';
import { sdpBody, sdpOf } from './sdp-body.ts';
import { termsOfAnswer } from './session-timer.ts';
import type { SipCall } from './sip-call.ts';

type Ending = 'us' | 'ring-timeout';
type Ringing = (status: number, sdp: string | undefined) => void;

/** An INVITE of ours, from the first packet to its result. */
export class OutboundCall implements OutboundDialog {
  readonly callId: string;
  readonly result: Promise<OutboundResult>;
  provisional: number | undefined;
  readonly #call: SipCall;
  readonly #invite: OutboundInvite;
  readonly #done = Promise.withResolvers<OutboundResult>();
  readonly #ringing: Ringing[] = [];
  readonly #rings: Parameters<Ringing>[] = [];
  #request: OutgoingInviteRequest;
  #settled = false;
  #ending: Ending | undefined;
  #ringTimer: NodeJS.Timeout | undefined;
  #cseq = 1;

  constructor(call: SipCall, invite: OutboundInvite) {
    this.#call = call;
    this.#invite = invite;
    this.callId = call.callId;
    this.result = this.#done.promise;
    this.#request = this.#send(invite.sessionExpiresS);
    if (invite.ringingTimeoutMs !== undefined)
      this.#ringTimer = setTimeout(() => this.#giveUp('ring-timeout'), invite.ringingTimeoutMs);
    call.hangUp = async () => {
      this.cancel();
      await this.result;
    };
  }

  onRinging(listener: Ringing): void {
    this.#ringing.push(listener);
    for (const ring of this.#rings) listener(...ring);
  }

  cancel(): void {
    this.#giveUp('us');
  }

  #send(sessionExpiresS: number | undefined, minSe?: string): OutgoingInviteRequest {
    const { to, from, offer, headers } = this.#invite;
    const { host, port } = this.#call.wire.reachableAt;
    const parameters: Record<string, string> = this.#call.protocol === 'TCP' ? { transport: 'tcp' } : {};
    const target = new URI('sip', to.user, to.host, to.port, parameters);
    const extraHeaders = [`Contact: ${this.#call.contact}`, ...headerLines(headers)];
    if (sessionExpiresS) extraHeaders.push(`Session-Expires: ${sessionExpiresS}`);
    if (minSe) extraHeaders.push(`Min-SE: ${minSe}`);
    const { core } = this.#call;
    const message = core.makeOutgoingRequestMessage(
      'INVITE',
      target,
      new URI('sip', from.user, from.host ?? host, from.host ? undefined : port),
      new URI('sip', to.user, to.host, to.port),
      {
        callId: this.callId,
        cseq: this.#cseq,
        fromDisplayName: plainName(from.displayName ?? ''),
      },
      extraHeaders,
      sdpBody(offer),
    );
    return core.invite(message, {
      onTrying: () => this.#progress(100, undefined),
      onProgress: ({ message }) => this.#progress(message.statusCode ?? 180, sdpOf(message)),
      onAccept: (response) => this.#answered(response),
      onRedirect: ({ message }) => this.#refused(message),
      onReject: ({ message }) => {
        const minSe = message.getHeader('min-se');
        const retries = message.statusCode === 422 && minSe && /^\d{1,6}$/.test(minSe) && !this.#ending;
        if (!retries || this.#cseq > 4) return this.#refused(message);
        this.#cseq = this.#request.message.cseq + 1;
        this.#request = this.#send(Number(minSe), minSe);
      },
    });
  }

  #progress(status: number, sdp: string | undefined) {
    this.provisional = status;
    if (status === 100 || this.#settled) return;
    this.#rings.push([status, sdp]);
    for (const listener of this.#ringing) listener(status, sdp);
  }

  #answered({ message, session, ack }: Parameters<NonNullable<InviteDelegate['onAccept']>>[0]) {
    ack();
    const header = (name: string) => message.getHeader(name);
    const answer = sdpOf(message);
    // It was too late for the CANCEL, another branch was faster, or there is nothing to talk with.
    if (this.#settled || this.#ending || !answer) {
      session.bye();
      return this.#fail(this.#ending ? 487 : 488, 'Call ended', this.#ending ?? 'peer', header);
    }
    const terms = termsOfAnswer(header);
    const dialog = new Dialog({
      call: this.#call,
      session,
      weCalled: true,
      localSdp: this.#invite.offer,
      terms,
    });
    this.#settle({ status: 200, dialog, answer });
  }

  #refused(message: IncomingResponse['message']) {
    const status = message.statusCode ?? 500;
    const header = (name: string) => message.getHeader(name);
    // What sip.js says itself comes without a Via.
    const made = message.via === undefined;
    const by = this.#ending ?? (made ? (status === 408 ? 'no-response' : 'transport') : 'peer');
    this.#fail(this.#ending === 'ring-timeout' ? 408 : status, message.reasonPhrase ?? '', by, header);
    this.#call.release();
  }

  #giveUp(why: Ending) {
    if (this.#settled || this.#ending) return;
    this.#ending = why;
    this.#call.credentials = undefined;
    this.#request.cancel();
    this.#call.release();
    const end = () =>
      this.#fail(why === 'us' ? 487 : 408, reasonPhrase(why === 'us' ? 487 : 408), why, () => undefined);
    if (this.provisional !== undefined) {
      // The peer's 487 says it is over; who waits for the result is not kept longer than this.
      this.#ringTimer = setTimeout(end, 4 * Timers.T1);
      return;
    }
    // Nobody is there, as far as we know: should the INVITE have arrived after all, its first answer is met by CANCEL.
    this.#call.wire.retransmissions.forgetRequest('INVITE', this.#request.message.branch ?? '');
    end();
  }

  #fail(
    status: number,
    reason: string,
    by: Exclude<OutboundResult, { status: 200; answer: string }>['by'],
    headers: (name: string) => string | undefined,
  ) {
    if (!this.#settled) this.#call.release();
    this.#settle({ status, reason, by, headers });
  }

  #settle(result: OutboundResult) {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#ringTimer);
    this.#done.resolve(result);
  }
}

type InviteDelegate = NonNullable<OutgoingInviteRequest['delegate']>;
