import { ParleyApiError } from '@parley/api-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCallPorts, unreachableRoom } from '../../testing/fake-call-ports.ts';
import { viewerMessage } from '../../testing/viewer-messages.ts';
import { createCall } from './create-call.ts';

const input = { room: 'lobby', identity: 'ann' };
const kinds = (call: ReturnType<typeof createCall>): string[] =>
  call.getState().problems.map((problem) => problem.kind);

async function started(...failures: Parameters<typeof fakeCallPorts>) {
  const ports = fakeCallPorts(...failures);
  const call = createCall(ports);
  await call.start(input);
  await vi.waitFor(() => expect(ports.microphone.getState().status).not.toBe('opening'));
  return { ports, call };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('stops for whoever signs out, and forgets what was said', async () => {
  const { ports, call } = await started();
  await call.sendText('My name is Ann');
  await call.forget();
  expect(ports.log).toContain('delete');
  expect(call.getState()).toMatchObject({ phase: 'idle', sessionId: null, outcome: null });
  expect(call.getState().transcript.items).toEqual([]);
});

describe('start', () => {
  it('makes the session, fetches the token, joins, publishes and watches', async () => {
    const { ports, call } = await started();
    await vi.waitFor(() => expect(call.getState().microphonePublished).toBe(true));
    const order = ['create lobby', 'token', 'connect', 'watch', 'publish', 'muted false'];
    expect([...ports.log].sort()).toEqual([...order].sort());
    expect(ports.log.slice(0, 3)).toEqual(order.slice(0, 3));
    expect(call.getState().phase).toBe('live');
  });

  it('stops the session again when the token is refused', async () => {
    const token = new ParleyApiError({ status: 500, code: 'INTERNAL', detail: 'Internal error' });
    const { ports, call } = await started({ token });
    expect(ports.log).toEqual(['create lobby', 'token', 'delete']);
    expect(call.getState().phase).toBe('idle');
    expect(kinds(call)).toEqual(['token_refused']);
  });

  it('stops the session again when LiveKit cannot be reached', async () => {
    const { ports, call } = await started({ room: unreachableRoom });
    expect(ports.log).toEqual(['create lobby', 'token', 'connect', 'delete']);
    expect(kinds(call)).toEqual(['livekit_unreachable']);
  });

  it('asks for nothing more when the room is busy', async () => {
    const createSession = new ParleyApiError({ status: 409, code: 'ROOM_BUSY', detail: 'busy' });
    const { ports, call } = await started({ createSession });
    expect(ports.log).toEqual(['create lobby']);
    expect(kinds(call)).toEqual(['room_busy']);
  });

  it('goes on by typing without a microphone', async () => {
    const { ports, call } = await started({ microphone: 'NotAllowedError' });
    await vi.waitFor(() => expect(kinds(call)).toEqual(['microphone_refused']));
    await call.sendText('Hello');
    expect(ports.log).toContain('say Hello');
    expect(ports.log).not.toContain('publish');
    expect(call.getState().phase).toBe('live');
  });

  it('leaves nothing behind when Stop is pressed meanwhile', async () => {
    const ports = fakeCallPorts();
    const call = createCall(ports);
    const joined = Promise.withResolvers<void>();
    const { connectRoom } = ports;
    ports.connectRoom = async (access, events) => {
      await joined.promise;
      return connectRoom(access, events);
    };
    const starting = call.start(input);
    await vi.waitFor(() => expect(call.getState().step).toBe('room'));
    await call.stop();
    joined.resolve();
    await starting;
    expect(ports.log).toEqual(['create lobby', 'token', 'delete', 'connect', 'leave']);
    expect(call.getState()).toMatchObject({ phase: 'over', outcome: { reason: 'stopped' } });
  });
});

describe('in the call', () => {
  it('leaves the room, lets the microphone go and tells the server on Stop', async () => {
    const { ports, call } = await started();
    await call.stop();
    expect(ports.log).toEqual(expect.arrayContaining(['delete', 'leave']));
    expect(ports.microphone.track.readyState).toBe('ended');
    expect(call.getState()).toMatchObject({ phase: 'over', outcome: { reason: 'stopped' } });
  });

  it('is out even if the server cannot be told', async () => {
    const { ports, call } = await started({ stopSession: new Error('away') });
    await call.stop();
    expect(ports.log).toContain('leave');
    expect(kinds(call)).toEqual(['stop_failed']);
    expect(call.getState().phase).toBe('over');
  });

  it('leaves and says aloud when the session fails', async () => {
    const { ports, call } = await started();
    ports.socket.onMessage(
      viewerMessage(1, { type: 'session_state', state: 'failed', reason: 'no_agent_available' }),
    );
    expect(call.getState().phase).toBe('over');
    await vi.waitFor(() => expect(ports.log).toContain('leave'));
    expect(ports.log.find((entry) => entry.startsWith('aloud'))).toMatch(/No agent is free/);
  });

  it('asks the server for the reason when the room is closed and the socket is silent', async () => {
    const transcript = { state: 'ended', end_reason: 'max_duration' } as const;
    const { ports, call } = await started({ transcript });
    ports.room.onLeft('closed');
    expect(call.getState().phase).toBe('live');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(call.getState().outcome).toEqual({ state: 'ended', reason: 'max_duration' });
  });

  it('tells the server when the connection is lost, so that the room is free for the next call', async () => {
    const { ports, call } = await started();
    ports.room.onLeft('lost');
    await vi.waitFor(() => expect(ports.log).toEqual(expect.arrayContaining(['leave', 'delete'])));
    expect(kinds(call)).toEqual(['media_lost']);
  });

  it('says when no agent has come after a while, also aloud', async () => {
    const { ports, call } = await started();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(kinds(call)).toEqual(['agent_overdue']);
    expect(ports.log).toContain('aloud: The agent has not joined yet');
  });

  it('gives an unsent line back', async () => {
    const { call } = await started({ sendText: new Error('no data channel') });
    await call.sendText('Hello');
    expect(call.getState()).toMatchObject({ unsentText: 'Hello', transcript: { items: [] } });
  });

  it('stays muted when the microphone is changed', async () => {
    const { ports, call } = await started();
    await call.setMuted(true);
    await call.useMicrophone('usb');
    expect(ports.log.at(-1)).toBe('muted true');
  });

  it('notices a microphone that is pulled out', async () => {
    const { ports, call } = await started();
    await vi.waitFor(() => expect(call.getState().microphonePublished).toBe(true));
    ports.microphone.track.dispatchEvent(new Event('ended'));
    expect(kinds(call)).toEqual(['microphone_lost']);
  });
});
