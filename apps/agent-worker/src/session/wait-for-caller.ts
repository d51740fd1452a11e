import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import { isCaller } from './is-caller.ts';

/** The first caller in the room; undefined when `signal` aborts first. */
export async function waitForCaller(room: Room, signal: AbortSignal): Promise<RemoteParticipant | undefined> {
  const here = [...room.remoteParticipants.values()].find(isCaller);
  if (here || signal.aborted) return here;
  const found = Promise.withResolvers<RemoteParticipant | undefined>();
  const look = (participant: RemoteParticipant): void => {
    if (isCaller(participant)) found.resolve(participant);
  };
  const giveUp = (): void => found.resolve(undefined);
  room.on(RoomEvent.ParticipantConnected, look);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await found.promise;
  } finally {
    room.off(RoomEvent.ParticipantConnected, look);
    signal.removeEventListener('abort', giveUp);
  }
}
