import { SIPDispatchRuleInfo, type SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from 'livekit-server-sdk';

type Part = SIPInboundTrunkInfo | SIPOutboundTrunkInfo | SIPDispatchRuleInfo;

/** Whether it was made of this plan, and nobody has changed it since. A server may keep passwords to itself. */
export function isAsDesired(found: Part, desired: Part): boolean {
  if (found.metadata !== desired.metadata) return false;
  return JSON.stringify(whatMatters(found)) === JSON.stringify(whatMatters(desired));
}

function whatMatters(part: Part): unknown {
  if (part instanceof SIPDispatchRuleInfo) {
    const rule = part.rule?.rule;
    return [part.trunkIds, rule?.case === 'dispatchRuleIndividual' ? rule.value.roomPrefix : null];
  }
  const common = [[...part.numbers].sort(), part.authUsername];
  return part instanceof SIPOutboundTrunkInfo
    ? [...common, part.address, part.transport]
    : [...common, [...part.allowedAddresses].sort()];
}
