import type { WatchOptions } from '@parley/api-client';
import type { Transcript } from '@parley/contracts';
import type { CallPorts } from '../features/call/create-call.ts';
import {
  type RoomConnection,
  RoomConnectionError,
  type RoomEvents,
} from '../features/call/room-connection.ts';
import { type FakeMicrophone, fakeMicrophone } from './fake-microphone.ts';
import { sessionId } from './viewer-messages.ts';

export interface FakePorts extends CallPorts {
  microphone: FakeMicrophone;
  /** What was asked of the outside, in order. */
  log: string[];
  /** The room's side: call these as LiveKit would. */
  room: RoomEvents;
  /** The socket's side. */
  socket: Pick<WatchOptions, 'onMessage'> & Required<Pick<WatchOptions, 'onState'>>;
}

type Failures = Partial<Record<'createSession' | 'token' | 'room' | 'sendText' | 'stopSession', unknown>> & {
  microphone?: string;
  transcript?: Partial<Transcript>;
};

/** The outside of a call, with the failures asked for. */
export function fakeCallPorts(fail: Failures = {}): FakePorts {
  const log: string[] = [];
  const doing = (name: keyof Failures & string, words = name as string): void => {
    log.push(words);
    if (fail[name as keyof Failures]) throw fail[name as keyof Failures];
  };
  const connection: RoomConnection = {
    publish: async () => void log.push('publish'),
    setMuted: async (muted) => void log.push(`muted ${muted}`),
    sendText: async (text) => doing('sendText', `say ${text}`),
    startSound: async () => void log.push('sound'),
    leave: async () => void log.push('leave'),
  };
  const ports: FakePorts = {
    log,
    room: undefined as unknown as RoomEvents,
    socket: undefined as unknown as FakePorts['socket'],
    microphone: fakeMicrophone(fail.microphone),
    sayAloud: (words) => void log.push(`aloud: ${words}`),
    connectRoom: async (_access, events) => {
      doing('room', 'connect');
      ports.room = events;
      return connection;
    },
    client: {
      createSession: async ({ room }) => {
        doing('createSession', `create ${room}`);
        return { session_id: sessionId, room };
      },
      token: async () => {
        doing('token');
        return { token: 't', url: 'ws://livekit.test' };
      },
      stopSession: async () => {
        doing('stopSession', 'delete');
        return { stopped: true };
      },
      getTranscript: async () => {
        log.push('transcript');
        return {
          session_id: sessionId,
          state: 'active',
          end_reason: null,
          segments: [],
          ticket: null,
          ...fail.transcript,
        };
      },
      watchTranscript: ({ onMessage, onState = () => {} }) => {
        log.push('watch');
        ports.socket = { onMessage, onState };
        return { close: () => void log.push('unwatch'), lastSeq: 0, closed: new Promise(() => {}) };
      },
    },
  };
  return ports;
}

export const unreachableRoom = new RoomConnectionError('could not establish signal connection', false);
