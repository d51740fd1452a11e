import { EventEmitter } from 'node:events';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { holdAttribute } from '@parley/contracts';
import { expect, test, vi } from 'vitest';
import { asksToWait } from './asks-to-wait.ts';
import { Floor } from './floor.ts';
import { followHold } from './follow-hold.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

function begin(userState: 'listening' | 'speaking' = 'listening') {
  const room = new EventEmitter();
  const session = {
    interrupt: vi.fn(),
    generateReply: vi.fn(),
    agentState: 'listening' as const,
    userState,
  };
  const floor = new Floor();
  const stop = followHold(room as unknown as Room, {
    identity: 'sip_1',
    session: session as unknown as Parameters<typeof followHold>[1]['session'],
    floor,
  });
  const set = (value: string, identity = 'sip_1') =>
    room.emit(RoomEvent.ParticipantAttributesChanged, { [holdAttribute]: value }, { identity });
  return { session, floor, set, stop };
}

test('on hold the agent falls silent and answers nothing; back, it goes on', async () => {
  const { session, floor, set } = begin();
  set('true');
  set('true');
  expect([session.interrupt.mock.calls.length, floor.free]).toEqual([1, false]);
  set('false');
  expect(floor.free).toBe(true);
  await vi.waitFor(() => expect(session.generateReply).toHaveBeenCalledOnce());
});

test('who comes back with words is listened to', async () => {
  const { session, floor, set } = begin('speaking');
  set('true');
  set('false');
  await Promise.resolve();
  await Promise.resolve();
  expect([session.generateReply.mock.calls.length, floor.free]).toEqual([0, true]);
});

test('another’s hold, and one after the call, are none of ours', () => {
  const { session, floor, set, stop } = begin();
  set('true', 'sip_2');
  stop();
  set('true');
  expect([session.interrupt.mock.calls.length, floor.free]).toEqual([0, true]);
});

test.each([
  'Hold on a second, please.',
  'One moment.',
  'Please hold',
  'Einen Moment bitte',
  'Ne quittez pas',
])('%j asks to be waited for', (text) => expect(asksToWait(text)).toBe(true));
test.each(['My household needs it.', 'It takes hold of the pipe', 'Two rooms'])('%j does not', (text) =>
  expect(asksToWait(text)).toBe(false),
);
