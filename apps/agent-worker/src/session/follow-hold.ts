import { setTimeout as delay } from 'node:timers/promises';
import type { voice } from '@livekit/agents';
import { type Participant, type Room, RoomEvent } from '@livekit/rtc-node';
import { holdAttribute } from '@parley/contracts';
import type { Floor } from './floor.ts';

/** Whoever comes back mostly speaks first. */
const backMs = 2_500;
const goOn =
  'The other person has been away from the telephone and is back now. Go on where you were, in one short sentence.';

/**
 * While the other side has put the call on hold nothing is said to its music, nothing is answered, and its silence is
 * not counted; when it is back the conversation goes on. @returns stops it
 */
export function followHold(
  room: Pick<Room, 'on' | 'off'>,
  parts: {
    identity: string;
    session: Pick<voice.AgentSession, 'interrupt' | 'generateReply' | 'userState' | 'agentState'>;
    floor: Floor;
  },
): () => void {
  const { identity, session, floor } = parts;
  let held = false;
  const changed = (attributes: Record<string, string>, participant: Participant): void => {
    const value = attributes[holdAttribute];
    if (participant.identity !== identity || value === undefined || (value === 'true') === held) return;
    held = value === 'true';
    if (!held) return void resume();
    floor.take('hold');
    attempt(() => session.interrupt());
  };
  const resume = async (): Promise<void> => {
    floor.give('hold');
    await delay(backMs, undefined, { ref: false });
    const quiet = session.userState !== 'speaking' && session.agentState === 'listening';
    if (quiet && floor.free && !held) attempt(() => session.generateReply({ instructions: goOn }));
  };
  room.on(RoomEvent.ParticipantAttributesChanged, changed);
  return () => {
    room.off(RoomEvent.ParticipantAttributesChanged, changed);
  };
}

/** What cannot be interrupted goes on, and a session that closes says nothing. */
function attempt(act: () => unknown): void {
  try {
    act();
  } catch {
    // As above.
  }
}
