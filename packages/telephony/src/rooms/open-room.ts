import { RoomAgentDispatch } from 'livekit-server-sdk';
import { type AgentRequest, createDispatch } from '../dispatch/create-dispatch.ts';
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
  /** The agent that is dispatched together with the room. */
  agent: AgentRequest;
}

/**
 * Makes the room and dispatches its agent in one call. A room that is there already, made by a caller's early
 * join, is taken over: LiveKit ignores the options then, so metadata and dispatch are brought afterwards.
 */
export async function openRoom(clients: LiveKitClients, input: OpenRoomInput): Promise<void> {
  const { livekitRoom, metadata, emptyTimeoutS, departureTimeoutS, agent } = input;
  const room = await callLiveKit('create room', () =>
    clients.rooms.createRoom({
      name: livekitRoom,
      metadata,
      emptyTimeout: emptyTimeoutS,
      departureTimeout: departureTimeoutS,
      // Without one LiveKit would dispatch every nameless agent that is registered with it.
      agents: [new RoomAgentDispatch(agent)],
    }),
  );
  if (room.metadata === metadata) return;
  await callLiveKit('set room metadata', () => clients.rooms.updateRoomMetadata(livekitRoom, metadata));
  await createDispatch(clients, { livekitRoom, ...agent });
}
