import type { LiveKitClients } from '../livekit-clients.ts';
import { listDispatches } from './list-dispatches.ts';

/** `assigned`: a worker took the job; it may not have joined yet. */
export type DispatchStatus = 'assigned' | 'unassigned' | 'missing';

/** Was a job assigned? */
export async function inspectDispatch(
  clients: LiveKitClients,
  { livekitRoom, dispatchId }: { livekitRoom: string; dispatchId: string },
): Promise<DispatchStatus> {
  const dispatches = await listDispatches(clients, livekitRoom);
  const dispatch = dispatches.find((candidate) => candidate.dispatchId === dispatchId);
  if (!dispatch) return 'missing';
  return dispatch.assignedJobs > 0 ? 'assigned' : 'unassigned';
}
