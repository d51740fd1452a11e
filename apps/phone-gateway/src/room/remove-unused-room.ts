import type { RoomServiceClient } from 'livekit-server-sdk';

type Rooms = Pick<RoomServiceClient, 'listRooms' | 'listParticipants' | 'deleteRoom'>;

/**
 * Deletes the room that was made for a call which was over before anybody else came: LiveKit would keep it for a
 * minute. One that somebody has taken up (its metadata tells), or that was there before, stays.
 * @param since when the call began, epoch ms
 */
export async function removeUnusedRoom(
  rooms: Rooms,
  { name, since }: { name: string; since: number },
): Promise<void> {
  const [room] = await rooms.listRooms([name]);
  if (room?.metadata !== '' || Number(room.creationTimeMs) < since) return;
  if ((await rooms.listParticipants(name)).length > 0) return;
  await rooms.deleteRoom(name);
}
