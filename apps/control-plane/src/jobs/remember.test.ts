import { expect, it } from 'vitest';
import { emptyMemory, type RoomView } from './observation.ts';
import { remember } from './remember.ts';

const room: RoomView = {
  exists: true,
  agent: 'here',
  callers: 1,
  colleagues: 0,
  ringing: false,
  callerSeen: false,
};
const gone: RoomView = {
  exists: false,
  agent: 'absent',
  callers: 0,
  colleagues: 0,
  ringing: false,
  callerSeen: false,
};

it('notes since when somebody is missing, and forgets it when they are back', () => {
  const seen = remember(emptyMemory, room, 1);
  expect(seen).toMatchObject({ roomSeen: true, callerSeen: true, callerGoneSince: undefined });
  const missing = remember(
    remember(seen, { ...room, callers: 0, agent: 'absent' }, 5),
    { ...room, callers: 0, agent: 'absent' },
    9,
  );
  expect(missing).toMatchObject({ callerGoneSince: 5, agentGoneSince: 5 });
  expect(remember(missing, room, 12)).toMatchObject({
    callerGoneSince: undefined,
    agentGoneSince: undefined,
  });
});

it('takes a caller who was never seen for one who has not come yet', () => {
  expect(remember(emptyMemory, { ...room, callers: 0 }, 1)).toMatchObject({
    callerSeen: false,
    callerGoneSince: undefined,
  });
});

it('knows from the room itself, after a restart, that a caller was there', () => {
  expect(remember(emptyMemory, { ...room, callers: 0, callerSeen: true }, 7)).toMatchObject({
    callerSeen: true,
    callerGoneSince: 7,
  });
});

it('keeps what it knew of the people while the room, or LiveKit, is not to be seen', () => {
  const left = remember(remember(emptyMemory, room, 1), { ...room, callers: 0 }, 2);
  expect(remember(remember(left, gone, 5), gone, 8)).toMatchObject({ roomGoneSince: 5, callerGoneSince: 2 });
  const away = remember(remember(left, undefined, 5), undefined, 8);
  expect(away).toMatchObject({ livekitAwaySince: 5, callerGoneSince: 2 });
  expect(remember(away, room, 9)).toMatchObject({ livekitAwaySince: undefined, roomGoneSince: undefined });
});

it('an agent that comes keeps its try alive, one that is there ends it', () => {
  const trying = { ...emptyMemory, attempt: { number: 1, startedAt: 1 } };
  const coming = remember(trying, { ...room, agent: 'coming' }, 3);
  expect(remember(coming, { ...room, agent: 'coming' }, 4)).toMatchObject({
    workerSeen: true,
    attempt: { number: 1, startedAt: 1, aliveAt: 3 },
  });
  expect(remember(coming, room, 5).attempt).toBeUndefined();
  expect(remember(trying, { ...room, agent: 'absent' }, 5)).toMatchObject({
    workerSeen: false,
    attempt: { number: 1, startedAt: 1 },
  });
});
