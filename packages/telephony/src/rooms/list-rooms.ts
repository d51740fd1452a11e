import type { LiveKitClients } from '../livekit-clients.ts';
import { callLiveKit } from '../livekit-error.ts';

export interface RoomSummary {
  livekitRoom: string;
  sid: string;
  metadata: string;
}

/** @param livekitRooms only these; all rooms of the server without it. */
export async function listRooms(clients: LiveKitClients, livekitRooms?: string[]): Promise<RoomSummary[]> {
  const rooms = await callLiveKit('list rooms', () => clients.rooms.listRooms(livekitRooms));
  return rooms.map((room) => ({ livekitRoom: room.name, sid: room.sid, metadata: room.metadata }));
}
