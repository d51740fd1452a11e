import { randomInt } from 'node:crypto';
import {
  type CreateSIPParticipantRequest,
  type SIPOutboundConfig,
  SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';
import { longestCallMs, longestRingingMs } from '../calls/limits.ts';
import { msOf } from '../calls/ms-of.ts';
import type { OutboundRequest } from '../calls/outbound/outbound-request.ts';
import { withAttributeHeaders } from '../calls/with-attribute-headers.ts';
import { invalidArgument, TwirpError } from './twirp-error.ts';

const trunkOf = (config: SIPOutboundConfig): SIPOutboundTrunkInfo => {
  const { hostname: address, transport, authUsername, authPassword, fromHost } = config;
  const { headersToAttributes, attributesToHeaders } = config;
  return new SIPOutboundTrunkInfo({
    ...{ address, transport, authUsername, authPassword, fromHost },
    ...{ headersToAttributes, attributesToHeaders },
  });
};

function destinationOf({ address, transport }: SIPOutboundTrunkInfo, user: string): OutboundRequest['to'] {
  if (transport === SIPTransport.SIP_TRANSPORT_TLS)
    throw invalidArgument('the phone gateway does not speak TLS: use UDP or TCP');
  const [, host = address, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(address) ?? [];
  return {
    user,
    host,
    ...(port && { port: Number(port) }),
    protocol: transport === SIPTransport.SIP_TRANSPORT_TCP ? 'TCP' : 'UDP',
  };
}

/** What is dialled, from a validated request and its trunk. @throws TwirpError */
export function composeOutboundRequest(
  request: CreateSIPParticipantRequest,
  stored: SIPOutboundTrunkInfo | undefined,
): OutboundRequest {
  const trunk = stored ?? (request.trunk && trunkOf(request.trunk));
  if (!trunk) throw invalidArgument('missing sip trunk id and sip number');
  const number = request.sipNumber || trunk.numbers[randomInt(Math.max(1, trunk.numbers.length))];
  if (!number) throw new TwirpError('failed_precondition', 'no numbers on outbound trunk');
  const { sipCallTo, hidePhoneNumber } = request;
  const attributes: Record<string, string> = {
    ...request.participantAttributes,
    'sip.trunkID': trunk.sipTrunkId,
    'sip.callStatus': 'dialing',
    ...(!hidePhoneNumber && {
      'sip.phoneNumber': sipCallTo,
      'sip.hostname': trunk.address,
      'sip.trunkPhoneNumber': number,
    }),
  };
  const headers = withAttributeHeaders(
    { ...trunk.headers, ...request.headers },
    attributes,
    trunk.attributesToHeaders,
  );
  const displayName = request.displayName ?? number;
  return {
    plan: {
      roomName: request.roomName,
      identity: request.participantIdentity || `sip_${sipCallTo}`,
      name: request.participantName,
      metadata: request.participantMetadata,
      attributes,
      roomConfig: undefined,
    },
    trunkId: trunk.sipTrunkId,
    to: destinationOf(trunk, request.toUserOverride || sipCallTo),
    from: {
      user: number,
      ...(displayName && { displayName }),
      ...(trunk.fromHost && { host: trunk.fromHost }),
    },
    ...(trunk.authUsername && {
      credentials: { username: trunk.authUsername, password: trunk.authPassword },
    }),
    headers,
    dtmf: request.dtmf,
    playDialtone: request.playDialtone || request.playRingtone,
    waitUntilAnswered: request.waitUntilAnswered,
    ringingTimeoutMs: msOf(request.ringingTimeout) ?? longestRingingMs,
    maxDurationMs: msOf(request.maxCallDuration) ?? longestCallMs,
    mediaTimeoutMs: msOf((request.media ?? trunk.media)?.mediaTimeout),
  };
}
