import type { InboundInvite } from '../../sip/types.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { answerCall } from './answer-call.ts';
import { authenticate } from './authenticate.ts';
import { chooseDestination } from './choose-destination.ts';

/** How long a caller that is refused for want of capacity should wait, in seconds. */
const retryAfterS = '5';

/** Decides at once what becomes of an INVITE: nothing in here waits. */
export function takeCall(context: GatewayContext, invite: InboundInvite): void {
  const { calls, log } = context;
  const refuse = (status: number, why: string, headers?: Record<string, string>): void => {
    log.info({ sipCallId: invite.callId, status, why, address: invite.source.address }, 'call refused');
    invite.reject(status, headers && { headers });
  };
  if (calls.full) {
    const why = calls.stopping ? 'the gateway stops' : 'no capacity';
    refuse(503, why, { 'Retry-After': retryAfterS });
    return;
  }
  invite.trying();
  const destination = chooseDestination(context, invite);
  if ('status' in destination) {
    if (invite.trust === 'stranger') context.sip().countBadAttempt(invite.source);
    refuse(destination.status, destination.why);
    return;
  }
  const authentication = authenticate(invite, destination.trunk, context.sip());
  if (authentication === 'challenged') return;
  if (authentication === 'refused') {
    context.sip().countBadAttempt(invite.source);
    refuse(403, 'wrong credentials, or none');
    return;
  }
  const call = calls.open('inbound', {
    sipCallId: invite.callId,
    trunkId: destination.trunk.sipTrunkId,
    ruleId: destination.rule.sipDispatchRuleId,
  });
  answerCall(context, { call, invite, ...destination }).catch((error: unknown) => {
    // What fails for a call that is over fails for that.
    if (call.reason) return;
    call.log.error({ err: error }, 'a call could not be served');
    call.end('failed');
  });
}
