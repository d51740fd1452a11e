import { type Participant, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import { isCaller } from './is-caller.ts';

/** What the SIP service says of its call; a telephone is in the room before anybody has answered it. */
const status = 'sip.callStatus';

/** A person who would hear the agent now: in a browser, or at a telephone that was answered. */
const isListening = (participant: Participant): boolean =>
  isCaller(participant) && (participant.attributes?.[status] ?? 'active') === 'active';

/**
 * The first caller who is there to listen; undefined when `signal` aborts first.
 * @param options.ringing a telephone will do that has not been answered yet
 */
export async function waitForCaller(
  room: Room,
  signal: AbortSignal,
  { ringing = false }: { ringing?: boolean } = {},
): Promise<RemoteParticipant | undefined> {
  const isThere = ringing ? isCaller : isListening;
  const here = () => [...room.remoteParticipants.values()].find(isThere);
  const now = here();
  if (now || signal.aborted) return now;
  const found = Promise.withResolvers<RemoteParticipant | undefined>();
  const look = (): void => {
    const caller = here();
    if (caller) found.resolve(caller);
  };
  const lookAtNew = (participant: RemoteParticipant): void => {
    if (isThere(participant)) found.resolve(participant);
  };
  const giveUp = (): void => found.resolve(undefined);
  room.on(RoomEvent.ParticipantConnected, lookAtNew);
  room.on(RoomEvent.ParticipantAttributesChanged, look);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await found.promise;
  } finally {
    room.off(RoomEvent.ParticipantConnected, lookAtNew);
    room.off(RoomEvent.ParticipantAttributesChanged, look);
    signal.removeEventListener('abort', giveUp);
  }
}
