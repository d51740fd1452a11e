import type { ParleyClient } from '@parley/api-client';
import type { Microphone } from '../microphone/create-microphone.ts';
import { type CallDesk, newLine } from './call-desk.ts';
import { type CallEvent, type CallState, idleCall } from './call-state.ts';
import { leaveCall } from './leave-call.ts';
import type { ProblemKind } from './problem.ts';
import { publishMicrophone } from './publish-microphone.ts';
import { reduceCall } from './reduce-call.ts';
import type { ConnectRoom } from './room-connection.ts';
import { sendTypedMessage } from './send-typed-message.ts';
import { type StartInput, startCall } from './start-call.ts';

export interface CallPorts {
  client: Pick<ParleyClient, 'createSession' | 'token' | 'stopSession' | 'getTranscript' | 'watchTranscript'>;
  connectRoom: ConnectRoom;
  microphone: Microphone;
  /** Says it in sound, for somebody who is not looking. */
  sayAloud(words: string): void;
}

/** The one call of the page. It outlives the talk page: looking at the history does not end it. */
export interface Call {
  getState(): CallState;
  subscribe(listener: () => void): () => void;
  start(input: StartInput): Promise<void>;
  stop(): Promise<void>;
  /** Stops, and forgets what was said: for when somebody signs out. */
  forget(): Promise<void>;
  setMuted(muted: boolean): Promise<void>;
  useMicrophone(deviceId?: string): Promise<void>;
  sendText(text: string): Promise<void>;
  enableSound(): Promise<void>;
  dismiss(kind: ProblemKind): void;
}

export function createCall(ports: CallPorts): Call {
  const listeners = new Set<() => void>();
  let state = idleCall;
  const dispatch = (event: CallEvent): void => {
    state = reduceCall(state, event);
    for (const listener of listeners) listener();
  };
  const desk: CallDesk = { ports, dispatch, getState: () => state, line: newLine() };

  ports.microphone.subscribe(() => {
    const { failure } = ports.microphone.getState();
    const lost = failure === 'lost' && state.phase === 'live' && state.microphonePublished;
    if (lost) dispatch({ type: 'microphone_failed', failure });
  });
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: (input) => startCall(desk, input),
    stop: () => leaveCall(desk),
    forget: async () => {
      await leaveCall(desk);
      dispatch({ type: 'forgotten' });
    },
    setMuted: async (muted) => {
      dispatch({ type: 'muted', muted });
      await desk.line.room?.setMuted(muted);
    },
    useMicrophone: (deviceId) => publishMicrophone(desk, deviceId),
    sendText: (text) => sendTypedMessage(desk, text),
    enableSound: async () => desk.line.room?.startSound(),
    dismiss: (kind) => dispatch({ type: 'dismissed', kind }),
  };
}
