import { EventEmitter } from 'node:events';
import { DisconnectReason, ParticipantKind, type Room, RoomEvent } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followCallers } from './follow-callers.ts';
import { waitForCaller } from './wait-for-caller.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const { CLIENT_INITIATED, CONNECTION_TIMEOUT } = DisconnectReason;

class FakeRoom extends EventEmitter {
  remoteParticipants = new Map<string, object>();

  join(identity: string, kind = ParticipantKind.STANDARD, attributes: Record<string, string> = {}) {
    const participant = { identity, info: { kind }, attributes };
    this.remoteParticipants.set(identity, participant);
    this.emit(RoomEvent.ParticipantConnected, participant);
    return participant;
  }

  leave(identity: string, disconnectReason: DisconnectReason) {
    const participant = this.remoteParticipants.get(identity);
    this.remoteParticipants.delete(identity);
    this.emit(RoomEvent.ParticipantDisconnected, { ...participant, disconnectReason });
  }
}

function follow(room: FakeRoom) {
  const onGone = vi.fn();
  const stop = followCallers(room as unknown as Room, { graceMs: 5_000, onGone });
  return { onGone, stop };
}

test('a hang-up of the last caller ends the call at once, and once', () => {
  const room = new FakeRoom();
  room.join('ann');
  room.join('bob');
  room.join('agent', ParticipantKind.AGENT);
  const { onGone } = follow(room);
  room.leave('ann', CLIENT_INITIATED);
  room.leave('agent', CLIENT_INITIATED);
  expect(onGone).not.toHaveBeenCalled();
  room.leave('bob', CLIENT_INITIATED);
  room.leave('bob', CLIENT_INITIATED);
  expect(onGone).toHaveBeenCalledOnce();
});

test('a lost caller is waited for', () => {
  const room = new FakeRoom();
  room.join('ann');
  const { onGone } = follow(room);
  room.leave('ann', CONNECTION_TIMEOUT);
  vi.advanceTimersByTime(4_000);
  room.join('ann');
  vi.advanceTimersByTime(10_000);
  expect(onGone).not.toHaveBeenCalled();
  room.leave('ann', CONNECTION_TIMEOUT);
  vi.advanceTimersByTime(5_000);
  expect(onGone).toHaveBeenCalledOnce();
});

test('nothing is called after it was stopped', () => {
  const room = new FakeRoom();
  room.join('ann');
  const { onGone, stop } = follow(room);
  room.leave('ann', CONNECTION_TIMEOUT);
  stop();
  vi.advanceTimersByTime(10_000);
  expect(onGone).not.toHaveBeenCalled();
});

test('waits for a person, not for a recorder', async () => {
  const room = new FakeRoom();
  room.join('egress', ParticipantKind.EGRESS);
  const waiting = waitForCaller(room as unknown as Room, new AbortController().signal);
  room.join('agent', ParticipantKind.AGENT);
  room.join('+1555', ParticipantKind.SIP);
  expect((await waiting)?.identity).toBe('+1555');
  expect((await waitForCaller(room as unknown as Room, new AbortController().signal))?.identity).toBe(
    '+1555',
  );
});

test('waits for a telephone to be answered', async () => {
  for (const before of ['there already', 'comes later']) {
    const room = new FakeRoom();
    const ringing = { 'sip.callStatus': 'ringing' };
    const join = () => room.join('+1555', ParticipantKind.SIP, { ...ringing });
    if (before === 'there already') join();
    const found = vi.fn();
    const waiting = waitForCaller(room as unknown as Room, new AbortController().signal).then(found);
    const telephone = before === 'there already' ? room.remoteParticipants.get('+1555') : join();
    room.emit(RoomEvent.ParticipantAttributesChanged, ringing, telephone);
    await vi.advanceTimersByTimeAsync(0);
    expect(found, before).not.toHaveBeenCalled();
    Object.assign(telephone ?? {}, { attributes: { 'sip.callStatus': 'active' } });
    room.emit(RoomEvent.ParticipantAttributesChanged, { 'sip.callStatus': 'active' }, telephone);
    await waiting;
    expect(found, before).toHaveBeenCalledExactlyOnceWith(telephone);
    expect(room.eventNames(), before).toEqual([]);
  }
});

test('gives up when the call has ended meanwhile', async () => {
  const abort = new AbortController();
  const waiting = waitForCaller(new FakeRoom() as unknown as Room, abort.signal);
  abort.abort();
  expect(await waiting).toBeUndefined();
});

test('a telephone that rings is enough for who only makes ready', async () => {
  const room = new FakeRoom();
  const ready = waitForCaller(room as unknown as Room, new AbortController().signal, { ringing: true });
  room.join('agent', ParticipantKind.AGENT);
  room.join('+1555', ParticipantKind.SIP, { 'sip.callStatus': 'ringing' });
  expect((await ready)?.identity).toBe('+1555');
});
