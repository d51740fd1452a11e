import { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import type { LivekitServer } from './start-stack.ts';

/** What LiveKit itself says, past the control plane. */
export function livekitAdmin({ httpUrl, apiKey, apiSecret }: LivekitServer) {
  const rooms = new RoomServiceClient(httpUrl, apiKey, apiSecret);
  const dispatches = new AgentDispatchClient(httpUrl, apiKey, apiSecret);
  return {
    rooms,
    dispatches,
    async roomNames(): Promise<string[]> {
      return (await rooms.listRooms()).map((room) => room.name);
    },
  };
}

/** The name under which LiveKit knows a tenant's room. */
export const livekitRoom = (tenantId: string, room: string): string => `${tenantId}.${room}`;
