import { type Dispatch, LiveKitError, type RoomControl, type RoomParticipant } from '@parley/telephony';

export interface FakeRoom {
  metadata: string;
  participants: RoomParticipant[];
  dispatches: (Dispatch & { metadata: string })[];
}

export interface FakeRooms extends RoomControl {
  rooms: Map<string, FakeRoom>;
  /** While true every call fails as if nobody listened. */
  down: boolean;
  /** Calls of these methods fail. */
  failing: Set<keyof RoomControl>;
  /** Every dispatch ever asked for, in order. */
  dispatched: { livekitRoom: string; metadata: string }[];
  /** Every change ever asked for, in order. */
  subscriptions: Parameters<RoomControl['updateSubscriptions']>[0][];
  join(livekitRoom: string, participant: Partial<RoomParticipant> & { identity: string }): void;
  leave(livekitRoom: string, identity: string): void;
  /** A worker takes the newest job of the room. */
  assign(livekitRoom: string): void;
}

/** LiveKit as the supervisor sees it, in memory; it does what the real one does on the same calls. */
export function createFakeRooms(): FakeRooms {
  const rooms = new Map<string, FakeRoom>();
  let count = 0;
  const answer = <T>(operation: keyof RoomControl, work: () => T) =>
    new Promise<T>((resolve, reject) => {
      const away = fake.down || fake.failing.has(operation);
      if (away) reject(new LiveKitError(operation, 'unavailable', 'connection refused'));
      else resolve(work());
    });
  const roomOf = (name: string): FakeRoom => {
    const room = rooms.get(name);
    if (!room) throw new Error(`the test has no room ${name}`);
    return room;
  };
  const dispatch = (livekitRoom: string, agentName: string, metadata: string) => {
    count += 1;
    const dispatchId = `AD_${count}`;
    roomOf(livekitRoom).dispatches.push({ dispatchId, agentName, metadata, assignedJobs: 0 });
    fake.dispatched.push({ livekitRoom, metadata });
    return { dispatchId };
  };
  const fake: FakeRooms = {
    rooms,
    down: false,
    failing: new Set(),
    dispatched: [],
    subscriptions: [],
    openRoom: ({ livekitRoom, metadata, agent }) =>
      answer('openRoom', () => {
        const existing = rooms.get(livekitRoom);
        if (existing) existing.metadata = metadata;
        else rooms.set(livekitRoom, { metadata, participants: [], dispatches: [] });
        dispatch(livekitRoom, agent.agentName, agent.metadata);
      }),
    deleteRoom: (livekitRoom) => answer('deleteRoom', () => void rooms.delete(livekitRoom)),
    listRooms: (names) =>
      answer('listRooms', () =>
        [...rooms]
          .filter(([name]) => !names || names.includes(name))
          .map(([name, { metadata }]) => ({ livekitRoom: name, sid: `RM_${name}`, metadata })),
      ),
    listParticipants: (livekitRoom) =>
      answer('listParticipants', () => [...(rooms.get(livekitRoom)?.participants ?? [])]),
    removeParticipant: ({ livekitRoom, identity }) =>
      answer('removeParticipant', () => {
        if (rooms.has(livekitRoom)) fake.leave(livekitRoom, identity);
      }),
    updateSubscriptions: (change) =>
      answer('updateSubscriptions', () => void fake.subscriptions.push(change)),
    setRoomMetadata: ({ livekitRoom, metadata }) =>
      answer('setRoomMetadata', () => {
        roomOf(livekitRoom).metadata = metadata;
      }),
    createDispatch: ({ livekitRoom, agentName, metadata }) =>
      answer('createDispatch', () => dispatch(livekitRoom, agentName, metadata)),
    listDispatches: (livekitRoom) => answer('listDispatches', () => [...roomOf(livekitRoom).dispatches]),
    inspectDispatch: ({ livekitRoom, dispatchId }) =>
      answer('inspectDispatch', () => {
        const found = roomOf(livekitRoom).dispatches.find((one) => one.dispatchId === dispatchId);
        if (!found) return 'missing';
        return found.assignedJobs > 0 ? 'assigned' : 'unassigned';
      }),
    deleteDispatch: ({ livekitRoom, dispatchId }) =>
      answer('deleteDispatch', () => {
        const room = roomOf(livekitRoom);
        room.dispatches = room.dispatches.filter((one) => one.dispatchId !== dispatchId);
      }),
    join: (livekitRoom, participant) => {
      const { participants } = roomOf(livekitRoom);
      const joinedAt = participants.length;
      const sid = `PA_${participant.identity}`;
      participants.push({ kind: 'caller', connected: true, joinedAt, sid, tracks: [], ...participant });
    },
    leave: (livekitRoom, identity) => {
      const room = roomOf(livekitRoom);
      room.participants = room.participants.filter((one) => one.identity !== identity);
    },
    assign: (livekitRoom) => {
      const latest = roomOf(livekitRoom).dispatches.at(-1);
      if (latest) latest.assignedJobs = 1;
    },
  };
  return fake;
}
