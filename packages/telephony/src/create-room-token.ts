import { createHmac } from 'node:crypto';
import type { VideoGrant } from 'livekit-server-sdk';
import type { LiveKitSettings } from './livekit-clients.ts';

export interface RoomTokenInput {
  livekitRoom: string;
  identity: string;
  name?: string | undefined;
  attributes?: Record<string, string>;
  /** Seconds in which the holder may join; LiveKit renews the token of who is in the room. */
  ttlSeconds?: number;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = encode({ alg: 'HS256' });

/**
 * A token that lets one identity into one room, to speak, listen and send data there; nothing else. Signed here and
 * not by LiveKit's `AccessToken`, which takes several times as long for the same bytes.
 */
export function createRoomToken(
  { apiKey, apiSecret }: Pick<LiveKitSettings, 'apiKey' | 'apiSecret'>,
  { livekitRoom, identity, name, attributes, ttlSeconds = 3600 }: RoomTokenInput,
): string {
  const video: VideoGrant = {
    roomJoin: true,
    room: livekitRoom,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
  };
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    name,
    attributes,
    video,
    iss: apiKey,
    sub: identity,
    nbf: now,
    exp: now + ttlSeconds,
  };
  const signed = `${header}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', apiSecret).update(signed).digest('base64url')}`;
}
