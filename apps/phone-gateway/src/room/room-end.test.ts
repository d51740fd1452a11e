import { DisconnectReason } from '@livekit/rtc-node';
import { expect, it } from 'vitest';
import { roomEndReasonOf } from './room-end.ts';

it('tells apart who ended the call, and takes all else for a lost connection', () => {
  const told = Object.entries(DisconnectReason)
    .filter((entry): entry is [string, DisconnectReason] => typeof entry[1] === 'number')
    .map(([name, reason]) => [name, roomEndReasonOf(reason)]);
  expect(Object.fromEntries(told)).toMatchObject({
    CLIENT_INITIATED: 'closed',
    PARTICIPANT_REMOVED: 'removed',
    ROOM_DELETED: 'room-deleted',
    ROOM_CLOSED: 'room-deleted',
    DUPLICATE_IDENTITY: 'replaced',
    SERVER_SHUTDOWN: 'connection-lost',
    SIGNAL_CLOSE: 'connection-lost',
  });
  expect(roomEndReasonOf(undefined)).toBe('connection-lost');
});
