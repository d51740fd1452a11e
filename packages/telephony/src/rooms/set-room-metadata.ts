import type { LiveKitClients } from '../livekit-clients.ts';
import { callUnlessGone } from '../livekit-error.ts';

/** Replaces what the room says of itself. No such room is success: there is nobody left to read it. */
export async function setRoomMetadata(
  clients: LiveKitClients,
  { livekitRoom, metadata }: { livekitRoom: string; metadata: string },
): Promise<void> {
  await callUnlessGone('set room metadata', () => clients.rooms.updateRoomMetadata(livekitRoom, metadata));
}
