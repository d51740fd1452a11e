import type { SessionRow } from '@parley/core';
import { type AgentRequest, isPhoneRoom } from '@parley/telephony';
import { composeRoomMetadata, parseRoomMetadata } from './room-metadata.ts';
import type { SupervisorContext } from './supervisor-context.ts';

/** What a job is told through LiveKit. `att` goes into its token: only the latest job is served. */
async function agentRequest(
  { agentName, issueWorkerToken }: SupervisorContext,
  session: SessionRow,
  att: number,
): Promise<AgentRequest> {
  const token = await issueWorkerToken({ sid: session.id, tid: session.tenantId, att });
  return { agentName, metadata: JSON.stringify({ session_id: session.id, token, channel: session.channel }) };
}

/**
 * Makes the session's room with its first agent on the way. What an earlier session has left there is removed.
 * @throws LiveKitError
 */
export async function openSessionRoom(
  context: SupervisorContext,
  session: SessionRow,
  att: number,
): Promise<void> {
  const { rooms } = context;
  const { livekitRoom, config } = session;
  const [existing] = await rooms.listRooms([livekitRoom]);
  const owner = existing && parseRoomMetadata(existing.metadata);
  if (owner && owner.session_id !== session.id) await rooms.deleteRoom(livekitRoom);
  await rooms.openRoom({
    livekitRoom,
    // A telephone is in its room before its session is.
    metadata: composeRoomMetadata(session.id, isPhoneRoom(session.room)),
    // Agents do not count as being there: the room must outlast the wait for the caller.
    emptyTimeoutS: config.limits.caller_join_s + 60,
    departureTimeoutS: 20,
    agent: await agentRequest(context, session, att),
  });
}

/**
 * Sends another agent. Dispatches that a worker has taken are withdrawn first. One that none has taken stays:
 * LiveKit may list its job late, and would then end the new agent too, which has the same identity.
 * @returns whether a worker had taken an earlier one.
 * @throws LiveKitError
 */
export async function sendAnotherAgent(
  context: SupervisorContext,
  session: SessionRow,
  att: number,
): Promise<boolean> {
  const { rooms } = context;
  const { livekitRoom } = session;
  const taken = await takenDispatches(context, session);
  for (const { dispatchId } of taken) await rooms.deleteDispatch({ livekitRoom, dispatchId });
  await rooms.createDispatch({ livekitRoom, ...(await agentRequest(context, session, att)) });
  return taken.length > 0;
}

/** Whether any worker has taken a job of this room. @throws LiveKitError */
export const wasAgentAssigned = async (context: SupervisorContext, session: SessionRow): Promise<boolean> =>
  (await takenDispatches(context, session)).length > 0;

async function takenDispatches({ rooms, agentName }: SupervisorContext, { livekitRoom }: SessionRow) {
  const dispatches = await rooms.listDispatches(livekitRoom);
  return dispatches.filter((dispatch) => dispatch.agentName === agentName && dispatch.assignedJobs > 0);
}
