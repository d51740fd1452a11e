import type { SIPDispatchRuleInfo } from '@livekit/protocol';
import type { GatewayContext } from '../gateway-context.ts';
import { matchRule } from '../matching/match-rule.ts';
import type { MediaPath } from '../media/open-media-path.ts';
import { wrongTone } from '../media/tones.ts';
import type { InboundCall } from './answer-call.ts';
import { askPin } from './ask-pin.ts';

/** @returns the rule of the pin that was typed; undefined when the call is over: a wrong pin ends it */
export async function admitByPin(
  context: GatewayContext,
  { call, invite, trunk }: InboundCall,
  path: MediaPath,
): Promise<SIPDispatchRuleInfo | undefined> {
  const pin = await askPin(call, path);
  if (pin === undefined) return undefined;
  const rule =
    pin === ''
      ? undefined
      : matchRule(context.store.records.dispatchRules.values(), {
          trunkId: trunk.sipTrunkId,
          calling: invite.from.user,
          called: invite.to.user,
          pin,
        });
  if (rule) return rule;
  if (invite.trust === 'stranger') context.sip().countBadAttempt(invite.source);
  const tone = path.toneToPhone(wrongTone, 1);
  call.own('tone', () => tone.stop());
  await tone.over;
  call.end('wrong-pin');
  return undefined;
}
