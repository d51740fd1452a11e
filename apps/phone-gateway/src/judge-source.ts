import { isLoopback } from '@parley/config';
import { matchAddress } from './calls/matching/match-address.ts';
import type { GatewayConfig } from './config.ts';
import type { SipSource, SourceTrust } from './sip/types.ts';
import type { SipStore } from './store/open-sip-store.ts';

/** Who may call: those on a list, anybody who can reach loopback, and with a password those who have one. */
export function createSourceJudge(
  { sipHost, sipAllowedAddresses }: Pick<GatewayConfig, 'sipHost' | 'sipAllowedAddresses'>,
  store: Pick<SipStore, 'records'>,
): (source: SipSource) => SourceTrust {
  const open = sipAllowedAddresses.length === 0 && isLoopback(sipHost);
  return ({ address }) => {
    if (open || (sipAllowedAddresses.length > 0 && matchAddress(address, sipAllowedAddresses)))
      return 'trusted';
    let withPassword = false;
    for (const { allowedAddresses, authUsername, authPassword } of store.records.inboundTrunks.values()) {
      if (allowedAddresses.length > 0 && matchAddress(address, allowedAddresses)) return 'trusted';
      withPassword ||= authUsername !== '' || authPassword !== '';
    }
    return withPassword ? 'stranger' : 'refused';
  };
}
