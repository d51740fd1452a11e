import { type Participant, ParticipantKind } from '@livekit/rtc-node';

const callerKinds: (ParticipantKind | undefined)[] = [
  ParticipantKind.STANDARD,
  ParticipantKind.SIP,
  ParticipantKind.CONNECTOR,
];

/** A person in a browser or on a telephone; not an agent, a recorder or a stream. */
export const isCaller = (participant: Participant): boolean => callerKinds.includes(participant.info.kind);
