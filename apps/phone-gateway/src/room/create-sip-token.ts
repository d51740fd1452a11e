import { AccessToken } from 'livekit-server-sdk';

export interface SipParticipant {
  roomName: string;
  identity: string;
  name: string;
  attributes: Record<string, string>;
  metadata?: string | undefined;
}

export interface LiveKitServer {
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** Long enough to join; the server renews it for who is in the room. */
const ttlSeconds = 600;

/** Makes its bearer a participant of kind SIP that may change its own attributes: the state of its call is one. */
export async function createSipToken(
  { apiKey, apiSecret }: Pick<LiveKitServer, 'apiKey' | 'apiSecret'>,
  { roomName, identity, name, attributes, metadata }: SipParticipant,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, {
    identity,
    name,
    attributes,
    ttl: ttlSeconds,
    ...(metadata === undefined ? {} : { metadata }),
  });
  token.kind = 'sip';
  token.addGrant({
    roomJoin: true,
    room: roomName,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
    canUpdateOwnMetadata: true,
  });
  return token.toJwt();
}
