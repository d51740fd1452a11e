import type { AgentDispatch } from 'livekit-server-sdk';
import type { LiveKitClients } from '../livekit-clients.ts';
import { callLiveKit } from '../livekit-error.ts';

export interface Dispatch {
  dispatchId: string;
  agentName: string;
  /** How many workers have taken the job; 0 is a dispatch that LiveKit has dropped, or has not placed yet. */
  assignedJobs: number;
}

const toDispatch = (dispatch: AgentDispatch): Dispatch => ({
  dispatchId: dispatch.id,
  agentName: dispatch.agentName,
  assignedJobs: dispatch.state?.jobs.length ?? 0,
});

/**
 * The dispatches of a room, without LiveKit's own nameless one.
 * Ask only for a room that exists: for another LiveKit answers nothing until the time is out.
 */
export async function listDispatches(clients: LiveKitClients, livekitRoom: string): Promise<Dispatch[]> {
  const dispatches = await callLiveKit('list dispatches', () => clients.dispatches.listDispatch(livekitRoom));
  return dispatches.filter((dispatch) => dispatch.agentName !== '').map(toDispatch);
}
