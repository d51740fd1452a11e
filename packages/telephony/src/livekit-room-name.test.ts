import { newId } from '@parley/contracts';
import { expect, it } from 'vitest';
import { composeLiveKitRoomName, parseLiveKitRoomName } from './livekit-room-name.ts';

it('keeps two tenants apart and finds the way back, whatever the room is called', () => {
  const [one, other] = [newId('tenant'), newId('tenant')];
  expect(composeLiveKitRoomName(one, 'lobby')).not.toBe(composeLiveKitRoomName(other, 'lobby'));
  for (const room of ['lobby', 'a.b.c', `${other}.lobby`, 'Zimmer 7/ü']) {
    expect(parseLiveKitRoomName(composeLiveKitRoomName(one, room))).toEqual({ tenantId: one, room });
  }
});

it.each(['lobby', '', '.', 'ten_1.lobby', '.lobby', `${newId('tenant')}.`, `${newId('tenant')}lobby`])(
  'does not take %j for one of ours',
  (name) => {
    expect(parseLiveKitRoomName(name)).toBeUndefined();
  },
);
