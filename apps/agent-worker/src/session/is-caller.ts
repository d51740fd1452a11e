import { type Participant, ParticipantKind } from '@livekit/rtc-node';
import { transferAttribute } from '@parley/contracts';

const callerKinds: (ParticipantKind | undefined)[] = [
  ParticipantKind.STANDARD,
  ParticipantKind.SIP,
  ParticipantKind.CONNECTOR,
];

/** Rung up for the caller; see `callTransferSchema`. */
export const isColleague = (participant: Participant): boolean =>
  Boolean(participant.attributes?.[transferAttribute]);

/** A person in a browser or on a telephone; not an agent, a recorder, a stream, or who was rung up for the caller. */
export const isCaller = (participant: Participant): boolean =>
  callerKinds.includes(participant.info.kind) && !isColleague(participant);
