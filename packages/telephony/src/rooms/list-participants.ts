import type { LiveKitClients } from '../livekit-clients.ts';
import { callLiveKit } from '../livekit-error.ts';
import { isPresent, type RoomParticipant, toRoomParticipant } from './room-participant.ts';

/** Who is in the room; nobody when there is no such room. */
export async function listParticipants(
  clients: LiveKitClients,
  livekitRoom: string,
): Promise<RoomParticipant[]> {
  const participants = await callLiveKit('list participants', () =>
    clients.rooms.listParticipants(livekitRoom),
  );
  return participants.filter(isPresent).map(toRoomParticipant);
}
