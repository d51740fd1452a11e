import { transferAttribute } from '@parley/contracts';
import { type ParticipantInfo, ParticipantInfo_State } from 'livekit-server-sdk';

/**
 * `service` is what LiveKit itself brings into a room (egress, ingress): neither caller nor agent. A `colleague` is a
 * person who was rung up for the caller.
 */
export type ParticipantKind = 'caller' | 'colleague' | 'agent' | 'service';

export interface RoomParticipant {
  identity: string;
  /** LiveKit's own id of this presence; a rejoin under the same identity gets another. */
  sid: string;
  kind: ParticipantKind;
  /** Its media are connected, not its signalling alone. */
  connected: boolean;
  /** Milliseconds since the epoch. */
  joinedAt: number;
  /** Of a telephone: what the SIP service says of the call, under its own names (`sip.callID` …). */
  sip?: Record<string, string> | undefined;
  /** What it says or shows. */
  tracks: { sid: string; name: string }[];
}

/** Numbers of livekit.ParticipantInfo.Kind, which the server SDK does not export. */
const kinds: Record<number, ParticipantKind> = { 1: 'service', 2: 'service', 4: 'agent' };
const sipKind = 3;

const kindOf = ({ kind, attributes }: ParticipantInfo): ParticipantKind =>
  kind === sipKind && attributes[transferAttribute] ? 'colleague' : (kinds[kind] ?? 'caller');

export const toRoomParticipant = (info: ParticipantInfo): RoomParticipant => ({
  identity: info.identity,
  sid: info.sid,
  kind: kindOf(info),
  connected: info.state === ParticipantInfo_State.ACTIVE,
  joinedAt: Number(info.joinedAtMs) || Number(info.joinedAt) * 1000,
  ...(info.kind === sipKind && { sip: { ...info.attributes } }),
  tracks: info.tracks.map(({ sid, name }) => ({ sid, name })),
});

export const isPresent = (info: ParticipantInfo): boolean =>
  info.state !== ParticipantInfo_State.DISCONNECTED;
