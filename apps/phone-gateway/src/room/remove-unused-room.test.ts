import type { RoomServiceClient } from 'livekit-server-sdk';
import { expect, it, vi } from 'vitest';
import { removeUnusedRoom } from './remove-unused-room.ts';

const began = 1_000;

async function removed(room: { metadata?: string; creationTimeMs?: bigint } | undefined, participants = 0) {
  const deleteRoom = vi.fn(async () => {});
  const rooms = {
    listRooms: async () => (room ? [{ metadata: '', creationTimeMs: 1_000n, ...room }] : []),
    listParticipants: async () => Array.from({ length: participants }, () => ({})),
    deleteRoom,
  };
  await removeUnusedRoom(rooms as unknown as RoomServiceClient, { name: 'room', since: began });
  return deleteRoom.mock.calls.length === 1;
}

it('takes away what was made for this call and is empty, and nothing else', async () => {
  expect(await removed({})).toBe(true);
  expect(await removed(undefined)).toBe(false);
  expect(await removed({}, 1)).toBe(false);
  expect(await removed({ metadata: '{"session_id":"ses_1"}' })).toBe(false);
  expect(await removed({ creationTimeMs: 999n })).toBe(false);
});
