import type { SIPInboundTrunkInfo } from '@livekit/protocol';
import { verifyDigest } from '../../sip/digest/verify-digest.ts';
import type { InboundInvite, SipEndpoint } from '../../sip/types.ts';

/** `challenged`: the INVITE was answered, and comes again. */
export type Authentication = 'admitted' | 'challenged' | 'refused';

/** By the trunk's user and password, if it has any; a stranger needs that, or the trunk's list of addresses. */
export function authenticate(
  invite: InboundInvite,
  { authUsername, authPassword, allowedAddresses }: SIPInboundTrunkInfo,
  sip: Pick<SipEndpoint, 'nonces'>,
): Authentication {
  if (!authUsername && !authPassword)
    return invite.trust === 'trusted' || allowedAddresses.length > 0 ? 'admitted' : 'refused';
  const { authorization } = invite;
  if (!authorization) {
    invite.challenge();
    return 'challenged';
  }
  const verdict = verifyDigest({
    authorization,
    method: 'INVITE',
    username: authUsername,
    password: authPassword,
    nonces: sip.nonces,
  });
  if (verdict === 'ok') return 'admitted';
  if (verdict === 'wrong') return 'refused';
  invite.challenge({ stale: true });
  return 'challenged';
}
