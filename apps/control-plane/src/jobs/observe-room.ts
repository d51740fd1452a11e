import { agentIdentityPrefix } from '@parley/contracts';
import type { SessionRow } from '@parley/core';
import type { RoomParticipant } from '@parley/telephony';
import type { RoomView } from './observation.ts';
import { parseRoomMetadata } from './room-metadata.ts';
import type { SupervisorContext } from './supervisor-context.ts';

/**
 * Looks at a session's room. When more than one agent is in it, all but one are put out on the way.
 * @throws LiveKitError
 */
export async function observeRoom(context: SupervisorContext, session: SessionRow): Promise<RoomView> {
  const { livekitRoom } = session;
  const [room] = await context.rooms.listRooms([livekitRoom]);
  if (!room)
    return { exists: false, agent: 'absent', callers: 0, colleagues: 0, ringing: false, callerSeen: false };
  const participants = await context.rooms.listParticipants(livekitRoom);
  const [agent, ...surplus] = participants.filter(({ kind }) => kind === 'agent').sort(byClaim(session));
  for (const { identity } of surplus) {
    context.log.warn({ sessionId: session.id, identity }, 'a second agent is put out of the room');
    await context.rooms.removeParticipant({ livekitRoom, identity });
  }
  const metadata = parseRoomMetadata(room.metadata);
  const callers = participants.filter(({ kind }) => kind === 'caller');
  return {
    exists: true,
    agent: agent ? (agent.connected ? 'here' : 'coming') : 'absent',
    callers: callers.length,
    colleagues: participants.filter(({ kind }) => kind === 'colleague').length,
    ringing: callers.length > 0 && callers.every(rings),
    callerSeen: metadata?.session_id === session.id && metadata.caller_seen,
  };
}

/** A telephone that calls in, by a dispatch rule, before its service has answered it. */
const rings = ({ sip }: RoomParticipant): boolean =>
  sip?.['sip.ruleID'] !== undefined && sip['sip.callStatus'] === 'ringing';

/** The session's own agent in front, then whoever came first. */
const byClaim = ({ id }: SessionRow) => {
  const isOwn = ({ identity }: RoomParticipant) => Number(identity === `${agentIdentityPrefix}${id}`);
  return (a: RoomParticipant, b: RoomParticipant) => isOwn(b) - isOwn(a) || a.joinedAt - b.joinedAt;
};
