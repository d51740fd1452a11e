import { roomNameSchema } from '@parley/contracts';
import { expect, it } from 'vitest';
import { suggestRoom } from './suggest-room.ts';

it.each([
  ['lobby', 'lobby-2'],
  ['lobby-2', 'lobby-3'],
  ['room-9', 'room-10'],
])('offers another room for %s: %s', (room, other) => {
  expect(suggestRoom(room)).toBe(other);
});

it('never offers a name that the server would refuse', () => {
  expect(roomNameSchema.safeParse(suggestRoom('x'.repeat(128))).success).toBe(true);
});
