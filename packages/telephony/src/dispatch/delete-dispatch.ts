import type { LiveKitClients } from '../livekit-clients.ts';
import { callUnlessGone } from '../livekit-error.ts';

/** Withdraws a dispatch and ends its job, also one that is still being assigned. No such dispatch is success. */
export async function deleteDispatch(
  clients: LiveKitClients,
  { livekitRoom, dispatchId }: { livekitRoom: string; dispatchId: string },
): Promise<void> {
  await callUnlessGone('delete dispatch', () => clients.dispatches.deleteDispatch(dispatchId, livekitRoom));
}
