import { SIPHeaderOptions, type SIPInboundTrunkInfo } from '@livekit/protocol';
import type { InboundInvite } from '../../sip/types.ts';

type Mapping = Pick<SIPInboundTrunkInfo, 'headersToAttributes' | 'includeHeaders'>;

/** Attributes of the participant that come from the INVITE's headers. */
export function headerAttributes(
  invite: Pick<InboundInvite, 'header' | 'extensionHeaders'>,
  { headersToAttributes, includeHeaders }: Mapping,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  if (includeHeaders !== SIPHeaderOptions.SIP_NO_HEADERS)
    for (const [name, value] of Object.entries(invite.extensionHeaders()))
      attributes[`sip.h.${name.toLowerCase()}`] = value;
  for (const [name, attribute] of Object.entries(headersToAttributes)) {
    const value = invite.header(name);
    if (value !== undefined) attributes[attribute] = value;
  }
  return attributes;
}
