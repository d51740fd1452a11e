import { type Session, SessionState, Timers } from 'sip.js/lib/core/index.js';
import { SipStateError, SipStatusError } from '../errors.ts';
import { headerLines, singleLine } from '../message/header-lines.ts';
import type { DialogHandlers, LostReason, ReferProgress, SipDialog } from '../types.ts';
import { dialogDelegate } from './dialog-delegate.ts';
import { ReferWatch } from './refer-watch.ts';
import { sendReinvite } from './send-reinvite.ts';
import { type SessionTerms, SessionTimer } from './session-timer.ts';
import type { SipCall } from './sip-call.ts';

export interface DialogOptions {
  call: SipCall;
  session: Session;
  /** Who sent the first INVITE, for glare and the session timer. */
  weCalled: boolean;
  localSdp: string;
  terms?: SessionTerms;
  /** Our 200 carries an offer: the answer comes with the ACK. */
  offeredFirst?: boolean;
}

/** A call that was answered, by us or by the peer. */
export class Dialog implements SipDialog {
  readonly callId: string;
  readonly call: SipCall;
  readonly session: Session;
  readonly weCalled: boolean;
  handlers: DialogHandlers = {};
  localSdp: string;
  open = true;
  referWatch: ReferWatch | undefined;
  terms: { intervalS: number; weRefresh: boolean } | undefined;
  /** What happened before anybody listened. */
  #missed: ((handlers: DialogHandlers) => void)[] | undefined = [];
  #byeAfterAck: (() => void) | undefined;
  /** The peer's ACK is not waited for any more. */
  #ackOver = false;
  readonly #timer: SessionTimer;
  readonly #ended = Promise.withResolvers<void>();

  constructor({ call, session, weCalled, localSdp, terms, offeredFirst = false }: DialogOptions) {
    this.call = call;
    this.callId = call.callId;
    this.session = session;
    this.weCalled = weCalled;
    this.localSdp = localSdp;
    this.#timer = new SessionTimer({
      refresh: () => void this.reinvite(this.localSdp).catch(() => {}),
      expire: () => this.lose('session-expired'),
    });
    if (terms) this.agreeOnTimer(terms, weCalled);
    session.delegate = dialogDelegate(this, offeredFirst);
    call.hangUp = () => {
      this.bye();
      return this.#ended.promise;
    };
  }

  get remoteTarget(): string {
    return this.session.remoteTarget.toString();
  }

  on(handlers: DialogHandlers): void {
    this.handlers = handlers;
    const missed = this.#missed ?? [];
    this.#missed = undefined;
    for (const tell of missed) this.#guarded(() => tell(handlers));
  }

  tell(what: (handlers: DialogHandlers) => void): void {
    if (this.#missed) this.#missed.push(what);
    else this.#guarded(() => what(this.handlers));
  }

  #guarded(tell: () => void) {
    try {
      tell();
    } catch (error) {
      this.call.wire.log.error(
        { err: error, callId: this.callId },
        'an event of a SIP call could not be served',
      );
    }
  }

  /** What the owner answers to a re-INVITE. */
  answerTo(offer: string | undefined): string | { reject: number } {
    if (!this.open) return { reject: 481 };
    let answer: string | { reject: number } = { reject: 500 };
    this.#guarded(() => {
      answer = this.handlers.reinvite?.(offer) ?? { reject: 488 };
    });
    return answer;
  }

  bye(headers: Record<string, string> = {}): void {
    if (!this.open) return;
    const extraHeaders = headerLines(headers);
    this.#close();
    this.#sendBye(extraHeaders);
  }

  async reinvite(sdp: string): Promise<string> {
    if (!this.open) throw new SipStateError('The call is over');
    const before = this.localSdp;
    this.localSdp = sdp;
    try {
      return await sendReinvite(this, sdp);
    } catch (error) {
      this.localSdp = before;
      // The peer has forgotten the call, or is gone (RFC 3261, 12.2.1.2).
      if (error instanceof SipStatusError && [408, 481].includes(error.status)) this.lose('transport');
      throw error;
    }
  }

  async refer({ to, headers }: { to: string; headers?: Record<string, string> }): Promise<ReferProgress> {
    if (!this.open || (this.referWatch && !this.referWatch.over))
      throw new SipStateError('No REFER is possible now');
    const watch = new ReferWatch();
    // NOTIFY may overtake the 202.
    this.referWatch = watch;
    const extraHeaders = [
      `Refer-To: <${singleLine(to).replace(/[<> ]/g, '')}>`,
      `Referred-By: ${this.call.contact}`,
      `Contact: ${this.call.contact}`,
      ...headerLines(headers),
    ];
    const agreed = Promise.withResolvers<ReferProgress>();
    const refused = (status = 500, reason = '') => {
      watch.dialogEnded();
      agreed.reject(new SipStatusError(status, reason));
    };
    this.session.refer(
      {
        onAccept: () => agreed.resolve(watch),
        onReject: ({ message }) => refused(message.statusCode, message.reasonPhrase),
        onRedirect: ({ message }) => refused(message.statusCode, message.reasonPhrase),
      },
      { extraHeaders },
    );
    return agreed.promise;
  }

  sendDtmf(digit: string, durationMs = 160): void {
    if (!this.open) return;
    const content = `Signal=${digit}\r\nDuration=${durationMs}\r\n`;
    this.session.info(
      {},
      { body: { contentDisposition: 'render', contentType: 'application/dtmf-relay', content } },
    );
  }

  agreeOnTimer({ intervalS, refresher }: SessionTerms, weAsked: boolean): void {
    this.terms = { intervalS, weRefresh: (refresher === 'uac') === weAsked };
    this.#timer.start(this.terms);
  }

  /** A re-INVITE of either side keeps the session alive, also one that does not speak of it. */
  restartTimer(): void {
    if (this.terms && this.open) this.#timer.start(this.terms);
  }

  acknowledged(): void {
    this.#byeAfterAck?.();
  }

  ackTimedOut(): void {
    this.#ackOver = true;
    this.#byeAfterAck?.();
    this.lose('ack-timeout');
  }

  /** The peer hung up; its BYE has been answered. */
  byeReceived(): void {
    if (this.open) this.tell((handlers) => handlers.bye?.());
    this.#close();
    this.#ended.resolve();
  }

  /** Ends the call on our side's account: BYE, and the owner is told. */
  lose(why: LostReason): void {
    if (!this.open) return;
    this.#close();
    this.#sendBye([]);
    this.tell((handlers) => handlers.lost?.(why));
  }

  #sendBye(extraHeaders: string[]) {
    const send = () => {
      this.#byeAfterAck = undefined;
      const done = () => this.#ended.resolve();
      this.session.bye({ onAccept: done, onReject: done, onRedirect: done }, { extraHeaders });
      this.call.release();
    };
    if (this.#ackOver || this.session.sessionState !== SessionState.AckWait) return send();
    // A callee must not say BYE before its 200 is confirmed (RFC 3261, 15).
    this.#byeAfterAck = send;
    this.call.release(2 * Timers.TIMER_L + 2 * Timers.T2);
  }

  #close() {
    this.open = false;
    this.#timer.stop();
    this.referWatch?.dialogEnded();
    this.call.release();
  }
}
