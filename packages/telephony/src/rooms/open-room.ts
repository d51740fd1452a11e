import type { LiveKitClients } from '../livekit-clients.ts';
import { callLiveKit } from '../livekit-error.ts';

export interface OpenRoomInput {
  livekitRoom: string;
  /** Readable by everybody in the room. */
  metadata: string;
  /** Seconds that the room stays while no caller has come. */
  emptyTimeoutS: number;
  /** Seconds that the room stays after the last caller has left. */
  departureTimeoutS: number;
}

/** Makes the room, or takes over one that a caller's early join has made; `metadata` is set in both cases. */
export async function openRoom(clients: LiveKitClients, input: OpenRoomInput): Promise<void> {
  const { livekitRoom, metadata, emptyTimeoutS, departureTimeoutS } = input;
  await callLiveKit('create room', async () => {
    const room = await clients.rooms.createRoom({
      name: livekitRoom,
      metadata,
      emptyTimeout: emptyTimeoutS,
      departureTimeout: departureTimeoutS,
    });
    if (room.metadata !== metadata) await clients.rooms.updateRoomMetadata(livekitRoom, metadata);
  });
}
