import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import type { LivekitServer } from '../../harness/start-stack.ts';

/** Lets somebody of the bench into a room, which is made if it is not there. */
export async function guestToken(livekit: LivekitServer, room: string, identity: string): Promise<string> {
  const { httpUrl, apiKey, apiSecret } = livekit;
  await new RoomServiceClient(httpUrl, apiKey, apiSecret).createRoom({ name: room });
  const token = new AccessToken(apiKey, apiSecret, { identity });
  token.addGrant({ roomJoin: true, room });
  return token.toJwt();
}
