import type { LiveKitClients } from '../livekit-clients.ts';
import { callLiveKit } from '../livekit-error.ts';

export interface AgentRequest {
  agentName: string;
  /** Handed to the job; nobody else sees it. */
  metadata: string;
}

export interface CreateDispatchInput extends AgentRequest {
  livekitRoom: string;
}

/**
 * Asks LiveKit to send an agent. An answer means only that the wish is noted:
 * LiveKit drops it without a word when every worker says that it is full.
 */
export async function createDispatch(
  clients: LiveKitClients,
  { livekitRoom, agentName, metadata }: CreateDispatchInput,
): Promise<{ dispatchId: string }> {
  const dispatch = await callLiveKit('create dispatch', () =>
    clients.dispatches.createDispatch(livekitRoom, agentName, { metadata }),
  );
  return { dispatchId: dispatch.id };
}
