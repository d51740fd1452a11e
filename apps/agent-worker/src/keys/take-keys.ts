import type { voice } from '@livekit/agents';
import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { SessionObserver } from '../reporting/observe-session.ts';
import type { IdleLadder } from '../session/idle-ladder.ts';
import { keyCodeOf } from './key-codes.ts';
import { KeyCollector } from './key-collector.ts';

/** Longer than a finger takes from one key to the next, and short enough not to sound like a dead line. */
const pauseMs = 2_500;
/** Begins what the conversation is told of keys; the prompt explains it. */
export const keysMark = '[keys]';

export interface TakeKeysInput {
  room: Pick<Room, 'on' | 'off'>;
  session: Pick<voice.AgentSession, 'interrupt' | 'generateReply'>;
  observer: Pick<SessionObserver, 'typed'>;
  ladder: Pick<IdleLadder, 'keyed'>;
  /** Whose keys count. */
  identity: string;
  /** Looks at an entry first. @returns whether it was meant for it: the conversation is not told of it then. */
  intercept?: (keys: string) => boolean;
}

/**
 * What the caller keys is a turn of the conversation, and in the transcript. The first key stops the agent: who
 * presses one has heard enough. @returns stops it.
 */
export function takeKeys({
  room,
  session,
  observer,
  ladder,
  identity,
  intercept = () => false,
}: TakeKeysInput): () => void {
  const onEntry = (keys: string): void => {
    const text = `${keysMark} ${keys}`;
    observer.typed(text);
    if (intercept(keys)) return;
    ifOpen(() => session.interrupt());
    ifOpen(() => session.generateReply({ userInput: text }));
  };
  const collector = new KeyCollector({ pauseMs, onEntry });
  const pressed = (_code: number, key: string, participant: RemoteParticipant | undefined): void => {
    if (participant?.identity !== identity || keyCodeOf(key) === undefined) return;
    ladder.keyed();
    ifOpen(() => session.interrupt());
    collector.press(key);
  };
  room.on(RoomEvent.DtmfReceived, pressed);
  return () => {
    room.off(RoomEvent.DtmfReceived, pressed);
    collector.stop();
  };
}

/** A goodbye cannot be interrupted, and a session that closes answers nobody: the keys stay in the transcript. */
function ifOpen(act: () => unknown): void {
  try {
    act();
  } catch {
    // As above.
  }
}
