import type { CreateSIPParticipantRequest, TransferSIPParticipantRequest } from '@livekit/protocol';
import { invalidArgument } from './twirp-error.ts';
import { validateHeaderNames, validateHeaders } from './validate-headers.ts';
import { validateHostname } from './validate-trunk.ts';

/** @throws TwirpError */
export function validateCreateParticipant(request: CreateSIPParticipantRequest): void {
  const { sipTrunkId, trunk, sipNumber, sipCallTo, roomName, displayName } = request;
  if (!sipTrunkId && !trunk && !sipNumber) throw invalidArgument('missing sip trunk id and sip number');
  if (trunk) {
    if (!trunk.hostname) throw invalidArgument('no outbound hostname specified');
    validateHostname(trunk.hostname, 'trunk hostname');
    validateHostname(trunk.fromHost, 'from_host');
    validateHeaderNames(Object.values(trunk.attributesToHeaders));
    validateHeaderNames(Object.keys(trunk.headersToAttributes));
  }
  if (!sipCallTo) throw invalidArgument('missing sip callee number');
  if (sipCallTo.includes('@'))
    throw invalidArgument('SipCallTo should be a phone number or SIP user, not a full SIP URI');
  // Beyond LiveKit: what could end the Request-URI and begin something else.
  if (!/^[\w+\-.!~*'()%#,&=$/]{1,128}$/.test(sipCallTo))
    throw invalidArgument('SipCallTo has characters that no phone number or SIP user has');
  if (!roomName) throw invalidArgument('missing room name');
  if (displayName !== undefined && displayName.length > 128)
    throw invalidArgument('DisplayName too long (max 128 characters)');
  validateHeaders(request.headers);
}

/** @returns the Refer-To. @throws TwirpError */
export function validateTransfer(request: TransferSIPParticipantRequest): string {
  const { roomName, participantIdentity, transferTo, headers } = request;
  if (!roomName) throw invalidArgument('Missing room name');
  if (!participantIdentity) throw invalidArgument('Missing participant identity');
  if (!transferTo) throw invalidArgument('missing transfer to');
  const uri = /^<(.*)>$/.exec(transferTo)?.[1] ?? transferTo;
  if (!/^(sips?|tel):[^\s<>"]+$/.test(uri))
    throw invalidArgument('transfer_to must be a valid SIP(s) or TEL URI (sip:, sips: or tel:)');
  validateHeaders(headers);
  return uri.startsWith('tel:') ? uri : `<${uri}>`;
}
