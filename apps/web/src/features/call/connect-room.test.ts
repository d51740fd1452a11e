import { EventEmitter } from 'node:events';
import { ConnectionError, DisconnectReason, ParticipantKind, RoomEvent } from 'livekit-client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connectRoom } from './connect-room.ts';

const rooms: FakeRoom[] = [];
let failure: Error | undefined;

class FakeRoom extends EventEmitter {
  canPlaybackAudio = true;
  remoteParticipants = new Map<string, unknown>();
  disconnect = vi.fn(async () => {});
  localParticipant = {
    sendText: vi.fn(async () => {}),
    publishTrack: vi.fn(async () => ({
      audioTrack: { replaceTrack: this.replaced },
      mute: async () => {},
      unmute: async () => {},
    })),
  };
  replaced = vi.fn(async () => {});
  constructor() {
    super();
    rooms.push(this);
  }
  connect = async (): Promise<void> => {
    if (failure) throw failure;
  };
}

vi.mock('livekit-client', async (original) => ({
  ...(await original<typeof import('livekit-client')>()),
  Room: class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: stands in for the class
      return new FakeRoom();
    }
  },
}));

const events = {
  onReconnecting: vi.fn(),
  onReconnected: vi.fn(),
  onLeft: vi.fn(),
  onAgentPresent: vi.fn(),
  onAgentState: vi.fn(),
  onSpeakers: vi.fn(),
  onSoundBlocked: vi.fn(),
};
const agent = { kind: ParticipantKind.AGENT, isLocal: false, attributes: { 'lk.agent.state': 'thinking' } };
const access = { url: 'ws://livekit.test', token: 't' };

async function join() {
  const connection = await connectRoom(access, events);
  return { connection, room: rooms.at(-1) as FakeRoom };
}

beforeEach(() => {
  failure = undefined;
  for (const event of Object.values(events)) event.mockReset();
});

describe('what the room tells', () => {
  it('the agent, with its state, but no other participant', async () => {
    const { room } = await join();
    room.emit(RoomEvent.ParticipantConnected, { kind: ParticipantKind.STANDARD, attributes: {} });
    expect(events.onAgentPresent).not.toHaveBeenCalled();
    room.emit(RoomEvent.ParticipantConnected, agent);
    expect(events.onAgentPresent).toHaveBeenCalledWith(true);
    expect(events.onAgentState).toHaveBeenCalledWith('thinking');
    room.emit(
      RoomEvent.ParticipantAttributesChanged,
      {},
      { ...agent, attributes: { 'lk.agent.state': 'dancing' } },
    );
    expect(events.onAgentState).toHaveBeenCalledTimes(1);
  });

  it('who speaks', async () => {
    const { room } = await join();
    room.emit(RoomEvent.ActiveSpeakersChanged, [{ isLocal: true, kind: ParticipantKind.STANDARD }]);
    expect(events.onSpeakers).toHaveBeenCalledWith({ caller: true, agent: false });
  });

  it.each([
    [DisconnectReason.ROOM_DELETED, 'closed'],
    [DisconnectReason.DUPLICATE_IDENTITY, 'joined_elsewhere'],
    [DisconnectReason.PARTICIPANT_REMOVED, 'removed'],
    [DisconnectReason.SERVER_SHUTDOWN, 'lost'],
    [undefined, 'lost'],
  ])('leaving for reason %s as %s', async (reason, cause) => {
    const { room } = await join();
    room.emit(RoomEvent.Disconnected, reason);
    expect(events.onLeft).toHaveBeenCalledWith(cause);
  });

  it('nothing when we left ourselves', async () => {
    const { room, connection } = await join();
    await connection.leave();
    room.emit(RoomEvent.Disconnected, DisconnectReason.CLIENT_INITIATED);
    expect(events.onLeft).not.toHaveBeenCalled();
    expect(room.disconnect).toHaveBeenCalled();
  });
});

it('types on the agents’ chat topic', async () => {
  const { room, connection } = await join();
  await connection.sendText('Hello');
  expect(room.localParticipant.sendText).toHaveBeenCalledWith('Hello', { topic: 'lk.chat' });
});

it('puts another microphone in the place of the first', async () => {
  const { room, connection } = await join();
  const [first, second] = [{}, {}] as MediaStreamTrack[];
  await connection.publish(first as MediaStreamTrack);
  await connection.publish(second as MediaStreamTrack);
  expect(room.localParticipant.publishTrack).toHaveBeenCalledTimes(1);
  expect(room.replaced).toHaveBeenCalledWith(second, { userProvidedTrack: true });
});

it.each([
  ['unreachable', ConnectionError.serverUnreachable('no route'), false],
  ['refused', ConnectionError.notAllowed('invalid token', 401), true],
])('tells a server that is %s', async (_what, error, refused) => {
  failure = error;
  await expect(connectRoom(access, events)).rejects.toMatchObject({ name: 'RoomConnectionError', refused });
  expect(rooms.at(-1)?.disconnect).toHaveBeenCalled();
  expect(events.onLeft).not.toHaveBeenCalled();
});
