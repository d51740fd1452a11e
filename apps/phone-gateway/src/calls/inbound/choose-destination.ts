import type { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from '@livekit/protocol';
import type { InboundInvite } from '../../sip/types.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { matchRule } from '../matching/match-rule.ts';
import { matchTrunk } from '../matching/match-trunk.ts';

export type Destination =
  | { trunk: SIPInboundTrunkInfo; rule: SIPDispatchRuleInfo }
  | { status: 403 | 404 | 500; why: string };

/** Trunk and rule of a call; among several rules with pins the caller chooses by typing one. */
export function chooseDestination(
  { store }: Pick<GatewayContext, 'store'>,
  invite: InboundInvite,
): Destination {
  const { from, to, source } = invite;
  const match = matchTrunk(store.records.inboundTrunks.values(), { from, to, sourceAddress: source.address });
  if ('none' in match) {
    if (match.none === 'unknown-number') return { status: 404, why: 'no trunk has this number' };
    if (match.none === 'forbidden') return { status: 403, why: 'its trunk does not admit this caller' };
    return { status: 500, why: 'several trunks have this number' };
  }
  const { trunk } = match;
  const rule = matchRule(store.records.dispatchRules.values(), {
    trunkId: trunk.sipTrunkId,
    calling: from.user,
    called: to.user,
  });
  return rule ? { trunk, rule } : { status: 404, why: 'no dispatch rule fits' };
}
