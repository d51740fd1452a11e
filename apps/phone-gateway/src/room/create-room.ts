import { type RoomConfiguration, RoomServiceClient } from 'livekit-server-sdk';
import type { LiveKitServer } from './create-sip-token.ts';

/**
 * Makes the room of a call, with the agents of its dispatch rule; one that is there already stays as it is. Servers
 * that make no room for whoever joins (`room.auto_create`) want it made first.
 */
export async function createRoom(
  { url, apiKey, apiSecret }: LiveKitServer,
  name: string,
  config: RoomConfiguration | undefined,
): Promise<void> {
  const rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, { failover: false });
  const { emptyTimeout, departureTimeout, maxParticipants, metadata, agents } = config ?? {};
  await rooms.createRoom({
    name,
    ...(emptyTimeout && { emptyTimeout }),
    ...(departureTimeout && { departureTimeout }),
    ...(maxParticipants && { maxParticipants }),
    ...(metadata && { metadata }),
    ...(agents && agents.length > 0 && { agents }),
  });
}
