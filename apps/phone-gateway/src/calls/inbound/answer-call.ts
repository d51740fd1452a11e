import type { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from '@livekit/protocol';
import { parseSdp } from '../../sdp/parse-sdp.ts';
import type { InboundInvite, SipDialog } from '../../sip/types.ts';
import type { Call } from '../call.ts';
import { statusOfEnd } from '../end-reason.ts';
import { enterRoom } from '../enter-room.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { longestCallMs, longestRingingMs } from '../limits.ts';
import { evaluateRule } from '../matching/evaluate-rule.ts';
import { ruleTarget } from '../matching/rule-target.ts';
import { openMediaPath } from '../media/open-media-path.ts';
import { msOf } from '../ms-of.ts';
import { watchDialog } from '../watch-dialog.ts';
import { withAttributeHeaders } from '../with-attribute-headers.ts';
import { admitByPin } from './admit-by-pin.ts';
import { headerAttributes } from './header-attributes.ts';

export interface InboundCall {
  call: Call;
  invite: InboundInvite;
  trunk: SIPInboundTrunkInfo;
  rule: SIPDispatchRuleInfo;
}

/** From the INVITE into the room: it rings until somebody there listens. */
export async function answerCall(context: GatewayContext, inbound: InboundCall): Promise<void> {
  const { call, invite, trunk } = inbound;
  let dialog: SipDialog | undefined;
  call.own('invite', (reason) => {
    if (!dialog && reason !== 'caller-cancelled') invite.reject(statusOfEnd(reason));
  });
  void invite.cancelled.then(() => call.end('caller-cancelled'));
  const offered = invite.offer === undefined ? undefined : parseSdp(invite.offer);
  if (invite.offer !== undefined && !offered) return call.end('not-acceptable');

  const path = await openMediaPath({
    host: context.mediaHost,
    advertisedHost: context.advertisedHost,
    signallingAddress: invite.source.address,
    mediaTimeoutMs: msOf(trunk.media?.mediaTimeout) ?? context.mediaTimeoutMs,
    log: call.log,
    onTimeout: () => call.end('media-timeout'),
  });
  call.own('media', () => path.close());
  const answered = offered ? path.answer(offered) : path.offer();
  const answer = (attributes: Record<string, string> = {}): void => {
    const headers = withAttributeHeaders(trunk.headers, attributes, trunk.attributesToHeaders);
    dialog = invite.accept(answered, headers);
    watchDialog(call, dialog, path);
    path.start();
    call.endAfter(msOf(trunk.maxCallDuration) ?? longestCallMs, 'too-long');
  };

  let { rule } = inbound;
  if (ruleTarget(rule)?.pin) {
    // Nobody can type a pin before the answer.
    if (!call.become('active')) return;
    answer();
    const admitted = await admitByPin(context, inbound, path);
    if (!admitted) return;
    rule = admitted;
  } else {
    if (!call.become('ringing')) return;
    invite.ringing();
  }

  const plan = evaluateRule(rule, trunk, { callId: call.id, from: invite.from, to: invite.to });
  Object.assign(plan.attributes, headerAttributes(invite, trunk));
  const ringing = call.state === 'ringing';
  plan.attributes['sip.callStatus'] = ringing ? 'ringing' : 'active';
  const stopWaiting = ringing
    ? call.endAfter(msOf(trunk.ringingTimeout) ?? longestRingingMs, 'no-answer')
    : undefined;
  const leg = enterRoom(context, call, path, plan);
  if (!ringing) return;
  await Promise.race([leg.subscribed, leg.ended]);
  stopWaiting?.();
  if (!call.become('active')) return;
  answer(plan.attributes);
  await leg.setAttributes({ 'sip.callStatus': 'active' });
}
