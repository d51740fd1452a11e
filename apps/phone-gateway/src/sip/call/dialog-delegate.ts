import { type IncomingInviteRequest, type SessionDelegate, Timers } from 'sip.js/lib/core/index.js';
import type { Dialog } from './dialog.ts';
import { readDtmfInfo } from './read-dtmf-info.ts';
import { sdpBody, sdpOf } from './sdp-body.ts';
import { answerTimer } from './session-timer.ts';

/** What the peer may say within a call. */
export function dialogDelegate(dialog: Dialog, offeredFirst: boolean): SessionDelegate {
  let unconfirmed: NodeJS.Timeout | undefined;
  /** True while an offer of ours waits for its answer in an ACK. */
  let offered = offeredFirst;

  const reinvited = (request: IncomingInviteRequest) => {
    const offer = sdpOf(request.message);
    const timer = answerTimer((name) => request.message.getHeader(name), dialog.call.wire.minSessionExpiresS);
    if (timer.kind === 'too-small')
      return void request.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${timer.minS}`] });
    const answer = dialog.answerTo(offer);
    if (typeof answer !== 'string') return void request.reject({ statusCode: answer.reject });
    dialog.localSdp = answer;
    offered = offer === undefined;
    const extraHeaders = [
      `Contact: ${dialog.call.contact}`,
      ...(timer.kind === 'agreed' ? timer.headers : []),
    ];
    request.accept({ statusCode: 200, body: sdpBody(answer), extraHeaders });
    if (timer.kind === 'agreed') dialog.agreeOnTimer(timer.terms, false);
    else dialog.restartTimer();
    unconfirmed = setTimeout(() => dialog.lose('ack-timeout'), 64 * Timers.T1).unref();
  };

  return {
    onAck({ message }) {
      clearTimeout(unconfirmed);
      const answer = sdpOf(message);
      if (answer && offered) dialog.tell((handlers) => handlers.answered?.(answer));
      offered = false;
      dialog.acknowledged();
    },
    onAckTimeout: () => dialog.ackTimedOut(),
    onBye(request) {
      clearTimeout(unconfirmed);
      request.accept();
      dialog.byeReceived();
    },
    onInvite: reinvited,
    onInfo(request) {
      const digit = readDtmfInfo(request.message.getHeader('content-type') ?? '', request.message.body);
      if (!digit) return void request.reject({ statusCode: 415 });
      request.accept();
      if (dialog.open) dialog.tell((handlers) => handlers.dtmf?.(digit.digit, digit.durationMs));
    },
    onNotify(request) {
      const event = request.message.getHeader('event') ?? '';
      if (!/^refer\b/i.test(event) || !dialog.referWatch) return void request.reject({ statusCode: 481 });
      request.accept();
      const terminated = /^terminated/i.test(request.message.getHeader('subscription-state') ?? '');
      dialog.referWatch.notified({ body: request.message.body, terminated });
    },
  };
}
