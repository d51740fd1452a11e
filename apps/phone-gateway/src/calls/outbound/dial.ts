import { sipStatusError } from '../../api/sip-status-error.ts';
import type { RoomLeg } from '../../room/join-room.ts';
import type { OutboundResult } from '../../sip/types.ts';
import type { Call } from '../call.ts';
import { type EndReason, reasonOfStatus } from '../end-reason.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { MediaPath } from '../media/open-media-path.ts';
import { ringingTone } from '../media/tones.ts';
import { watchDialog } from '../watch-dialog.ts';
import { errorOfEnd } from './error-of-end.ts';
import type { OutboundRequest } from './outbound-request.ts';

interface Dialling {
  context: GatewayContext;
  call: Call;
  path: MediaPath;
  leg: RoomLeg;
  request: OutboundRequest;
}

type Refusal = Exclude<OutboundResult, { status: 200; dialog: unknown }>;

const reasonOfRefusal = ({ status, by }: Refusal): EndReason => {
  if (by === 'ring-timeout') return 'no-answer';
  if (by === 'no-response' || by === 'transport') return 'unreachable';
  return reasonOfStatus(status);
};

/** Rings the number until it answers. @throws TwirpError why it did not; the call is over then */
export async function dial({ context, call, path, leg, request }: Dialling): Promise<void> {
  const { to, from, credentials, headers, ringingTimeoutMs } = request;
  const setStatus = (status: string) => leg.setAttributes({ 'sip.callStatus': status }).catch(() => {});
  const invite = context.sip().call({
    to,
    from,
    offer: path.offer(),
    headers,
    ringingTimeoutMs,
    ...(credentials && { credentials }),
  });
  call.log.info({ sipCallId: invite.callId }, 'dialling');
  call.own('invite', () => invite.cancel());
  const tone = request.playDialtone ? path.toneToRoom(ringingTone) : undefined;
  call.own('tone', () => tone?.stop());
  invite.onRinging((_status, sdp) => {
    if (sdp && path.hearEarly(sdp)) tone?.stop();
    if (call.state === 'dialing' && call.become('ringing')) void setStatus('ringing');
  });
  const result = await invite.result;
  tone?.stop();
  if (!('dialog' in result)) {
    if (call.reason) throw errorOfEnd(call.reason);
    const reason = reasonOfRefusal(result);
    call.log.info({ status: result.status, by: result.by }, 'the call was not answered');
    call.end(reason);
    throw sipStatusError(result.status, result.reason, reason);
  }
  watchDialog(call, result.dialog, path);
  if (!path.takeAnswer(result.answer)) call.end('not-acceptable');
  if (!call.become('active')) throw errorOfEnd(call.reason ?? 'failed');
  call.endAfter(request.maxDurationMs, 'too-long');
  path.start();
  if (request.dtmf) path.dial(request.dtmf);
  void setStatus('active');
}
