import type { RoomEndReason } from '../room/room-end.ts';
import type { LostReason } from '../sip/types.ts';

/** Why a call is over. */
export type EndReason =
  /** BYE from the telephone. */
  | 'peer-hung-up'
  /** CANCEL: the caller gave up while it rang. */
  | 'caller-cancelled'
  /** Somebody removed the participant: a hang-up from the room's side, or a refusal before the answer. */
  | 'participant-removed'
  | 'participant-replaced'
  | 'room-deleted'
  /** The LiveKit server could not be reached, or not any more. */
  | 'room-unreachable'
  /** No RTP came for too long. */
  | 'media-timeout'
  | 'ack-timeout'
  | 'session-expired'
  | 'transport-lost'
  /** The longest duration allowed was reached. */
  | 'too-long'
  /** It rang, and nobody answered in time. */
  | 'no-answer'
  | 'busy'
  | 'declined'
  /** The number does not exist, or nothing at all came back. */
  | 'unreachable'
  /** The other side refused for another reason. */
  | 'refused'
  | 'wrong-pin'
  /** Nothing in the SDP that we can speak. */
  | 'not-acceptable'
  | 'transferred'
  /** Who asked for the call did not wait for it. */
  | 'withdrawn'
  /** The gateway stops. */
  | 'shutdown'
  | 'failed';

export function reasonOfRoomEnd(reason: RoomEndReason): EndReason {
  switch (reason) {
    case 'removed':
      return 'participant-removed';
    case 'replaced':
      return 'participant-replaced';
    case 'room-deleted':
      return 'room-deleted';
    case 'join-failed':
    case 'connection-lost':
      return 'room-unreachable';
    case 'closed':
      return 'failed';
  }
}

export const reasonOfLoss = (why: LostReason): EndReason => (why === 'transport' ? 'transport-lost' : why);

/** How an INVITE is answered whose call ended before the answer. */
export function statusOfEnd(reason: EndReason): number {
  switch (reason) {
    case 'participant-removed':
      return 486;
    case 'room-deleted':
    case 'participant-replaced':
    case 'no-answer':
      return 480;
    case 'room-unreachable':
    case 'shutdown':
      return 503;
    case 'not-acceptable':
      return 488;
    case 'wrong-pin':
      return 403;
    default:
      return 500;
  }
}

/** What a refused call out means. */
export function reasonOfStatus(status: number): EndReason {
  if (status === 486 || status === 600) return 'busy';
  if (status === 603 || status === 607 || status === 608) return 'declined';
  if (status === 480 || status === 487) return 'no-answer';
  if ([404, 408, 410, 484, 502, 503, 504, 604].includes(status)) return 'unreachable';
  if (status === 488 || status === 606) return 'not-acceptable';
  return 'refused';
}
