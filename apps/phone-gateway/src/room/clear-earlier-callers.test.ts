import { createLogger } from '@parley/observability';
import type { RoomServiceClient } from 'livekit-server-sdk';
import { expect, it, vi } from 'vitest';
import { bridgeAttribute, clearEarlierCallers } from './clear-earlier-callers.ts';

const options = {
  bridgeId: 'mine',
  isCurrent: (_room: string, identity: string) => identity === 'now',
  log: createLogger({ name: 'test', level: 'silent' }),
  signal: new AbortController().signal,
};

function roomsWith(participants: Record<string, Record<string, string>>) {
  return {
    listRooms: vi.fn(async () => [{ name: 'a' }]),
    listParticipants: vi.fn(async () =>
      Object.entries(participants).map(([identity, attributes]) => ({ identity, attributes })),
    ),
    removeParticipant: vi.fn(async () => {}),
  };
}
const clear = (rooms: ReturnType<typeof roomsWith>, more = {}) =>
  clearEarlierCallers(rooms as unknown as RoomServiceClient, { ...options, ...more });

it('puts out its own callers of an earlier life, and nobody else', async () => {
  const rooms = roomsWith({
    mine: { [bridgeAttribute]: 'mine' },
    now: { [bridgeAttribute]: 'mine' },
    theirs: { [bridgeAttribute]: 'theirs' },
    agent: {},
  });
  await clear(rooms);
  expect(rooms.removeParticipant.mock.calls).toEqual([['a', 'mine']]);
});

it('waits for a LiveKit that is not there yet, until the gateway stops', async () => {
  vi.useFakeTimers();
  const rooms = roomsWith({ mine: { [bridgeAttribute]: 'mine' } });
  rooms.listRooms.mockRejectedValueOnce(new Error('connection refused'));
  const clearing = clear(rooms);
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await clearing;
  expect(rooms.removeParticipant).toHaveBeenCalledOnce();

  const stopped = roomsWith({});
  await clear(stopped, { signal: AbortSignal.abort() });
  expect(stopped.listRooms).not.toHaveBeenCalled();
});
