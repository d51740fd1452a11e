import { setTimeout as delay } from 'node:timers/promises';
import { Timers } from 'sip.js/lib/core/index.js';
import { SipStateError, SipStatusError } from '../errors.ts';
import type { Dialog } from './dialog.ts';
import { sdpBody, sdpOf } from './sdp-body.ts';
import { termsOfAnswer } from './session-timer.ts';

const maxTries = 4;

/** Sends a re-INVITE, again after a while when the peer was just sending one itself (491). */
export async function sendReinvite(dialog: Dialog, sdp: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryOnce(dialog, sdp);
    } catch (error) {
      const busy =
        error instanceof SipStateError || (error instanceof SipStatusError && error.status === 491);
      if (!busy || attempt === maxTries || !dialog.open) throw error;
    }
    // Whoever made the call waits longer, so that the two do not meet again (RFC 3261, 14.1).
    const roundTrips = dialog.weCalled ? 4.2 + Math.random() * 3.8 : Math.random() * 4;
    await delay(roundTrips * Timers.T1);
    if (!dialog.open) throw new SipStateError('The call is over');
  }
}

function tryOnce(dialog: Dialog, sdp: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const extraHeaders = [`Contact: ${dialog.call.contact}`];
  const { intervalS, weRefresh } = dialog.terms ?? {};
  if (intervalS) extraHeaders.push(`Session-Expires: ${intervalS};refresher=${weRefresh ? 'uac' : 'uas'}`);
  try {
    dialog.session.invite(
      {
        onAccept({ message, ack }) {
          ack();
          const terms = termsOfAnswer((name) => message.getHeader(name));
          if (terms && dialog.open) dialog.agreeOnTimer(terms, true);
          else dialog.restartTimer();
          const answer = sdpOf(message);
          if (answer) resolve(answer);
          else reject(new SipStatusError(488, 'No answer in the 200'));
        },
        onReject: ({ message }) =>
          reject(new SipStatusError(message.statusCode ?? 500, message.reasonPhrase ?? '')),
        onRedirect: ({ message }) =>
          reject(new SipStatusError(message.statusCode ?? 300, message.reasonPhrase ?? '')),
      },
      { extraHeaders, body: sdpBody(sdp) },
    );
  } catch {
    reject(new SipStateError('Another re-INVITE is under way'));
  }
  return promise;
}
