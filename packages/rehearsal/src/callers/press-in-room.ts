import type { Room } from '@livekit/rtc-node';

/** RFC 4733's numbers of the keys, in order. */
const keysInOrder = '0123456789*#ABCD';

/** Presses keys of a telephone in a room, as LiveKit's SIP participants do. */
export async function pressInRoom(room: Room, keys: string): Promise<void> {
  for (const key of keys) await room.localParticipant?.publishDtmf(keysInOrder.indexOf(key), key);
}
