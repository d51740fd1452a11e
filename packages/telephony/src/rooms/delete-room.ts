import type { LiveKitClients } from '../livekit-clients.ts';
import { callUnlessGone } from '../livekit-error.ts';

/** Puts everybody out and removes the room. No such room is success. */
export async function deleteRoom(clients: LiveKitClients, livekitRoom: string): Promise<void> {
  await callUnlessGone('delete room', () => clients.rooms.deleteRoom(livekitRoom));
}
