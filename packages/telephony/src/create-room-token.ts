import { AccessToken } from 'livekit-server-sdk';
import type { LiveKitSettings } from './livekit-clients.ts';

export interface RoomTokenInput {
  livekitRoom: string;
  identity: string;
  name?: string | undefined;
  attributes?: Record<string, string>;
  /** Seconds in which the holder may join; LiveKit renews the token of who is in the room. */
  ttlSeconds?: number;
}

/** A token that lets one identity into one room, to speak, listen and send data there; nothing else. */
export async function createRoomToken(
  { apiKey, apiSecret }: Pick<LiveKitSettings, 'apiKey' | 'apiSecret'>,
  { livekitRoom, identity, name, attributes, ttlSeconds = 3600 }: RoomTokenInput,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity, name, attributes, ttl: ttlSeconds });
  token.addGrant({
    roomJoin: true,
    room: livekitRoom,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
  });
  return await token.toJwt();
}
