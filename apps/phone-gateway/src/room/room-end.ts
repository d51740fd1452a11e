import { DisconnectReason } from '@livekit/rtc-node';

/** Why a room leg is over. */
export type RoomEndReason =
  /** By `close`. */
  | 'closed'
  /** Somebody removed this participant: RemoveParticipant, or a rejection before the answer. */
  | 'removed'
  /** Somebody deleted the room, or the server closed it. */
  | 'room-deleted'
  /** Another participant joined with this identity. */
  | 'replaced'
  /** It never came to the room. */
  | 'join-failed'
  /** The LiveKit server could not be reached any more. */
  | 'connection-lost';

export interface RoomEnd {
  reason: RoomEndReason;
  /** How often a lost connection was being restored in this leg's life, the last time in vain. */
  reconnects: number;
  /** Of `join-failed`. */
  error?: Error;
}

export function roomEndReasonOf(reason: DisconnectReason | undefined): RoomEndReason {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'closed';
    case DisconnectReason.PARTICIPANT_REMOVED:
    case DisconnectReason.USER_REJECTED:
      return 'removed';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'room-deleted';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'replaced';
    default:
      return 'connection-lost';
  }
}
