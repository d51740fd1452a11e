import type { SIPInboundTrunkInfo } from '@livekit/protocol';
import { matchAddress } from './match-address.ts';
import { isAmong } from './normalize-number.ts';

export interface CallParties {
  from: { user: string; host: string };
  to: { user: string };
  sourceAddress: string;
}

export type TrunkMatch =
  | { trunk: SIPInboundTrunkInfo }
  /** `forbidden`: a trunk has the number, but not for this caller or address. */
  | { none: 'unknown-number' | 'forbidden' | 'ambiguous' };

/** LiveKit's choice: the trunk of the called number, else the one that has no numbers. */
export function matchTrunk(trunks: Iterable<SIPInboundTrunkInfo>, call: CallParties): TrunkMatch {
  const specific: SIPInboundTrunkInfo[] = [];
  const wildcard: SIPInboundTrunkInfo[] = [];
  let forbidden = false;
  for (const trunk of trunks) {
    const isWildcard = trunk.numbers.length === 0;
    if (!isWildcard && !isAmong(call.to.user, trunk.numbers)) continue;
    const admitted =
      isAmong(call.from.user, trunk.allowedNumbers) &&
      matchAddress(call.sourceAddress, trunk.allowedAddresses, call.from.host);
    if (!admitted) forbidden = true;
    else (isWildcard ? wildcard : specific).push(trunk);
  }
  const [trunk, second] = specific.length > 0 ? specific : wildcard;
  if (second) return { none: 'ambiguous' };
  if (trunk) return { trunk };
  return { none: forbidden ? 'forbidden' : 'unknown-number' };
}
