import { DisconnectReason, type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import { isCaller } from './is-caller.ts';

/** Leaving of one's own will; any other way may be a network that comes back. */
const hangUps: (DisconnectReason | undefined)[] = [
  DisconnectReason.CLIENT_INITIATED,
  DisconnectReason.USER_REJECTED,
  DisconnectReason.PARTICIPANT_REMOVED,
  DisconnectReason.ROOM_DELETED,
];

/** Calls back once when the last caller has hung up, or has been lost for `graceMs`. @returns stops it. */
export function followCallers(room: Room, options: { graceMs: number; onGone: () => void }): () => void {
  let timer: NodeJS.Timeout | undefined;
  const someoneHere = (): boolean => [...room.remoteParticipants.values()].some(isCaller);
  const gone = (): void => {
    stop();
    options.onGone();
  };
  const left = (participant: RemoteParticipant): void => {
    if (!isCaller(participant) || someoneHere()) return;
    if (hangUps.includes(participant.disconnectReason)) gone();
    else timer ??= setTimeout(gone, options.graceMs);
  };
  const joined = (participant: RemoteParticipant): void => {
    if (!isCaller(participant)) return;
    clearTimeout(timer);
    timer = undefined;
  };
  const stop = (): void => {
    clearTimeout(timer);
    room.off(RoomEvent.ParticipantDisconnected, left);
    room.off(RoomEvent.ParticipantConnected, joined);
  };
  room.on(RoomEvent.ParticipantDisconnected, left);
  room.on(RoomEvent.ParticipantConnected, joined);
  return stop;
}
