import type { SessionRow } from '@parley/core';
import type { SupervisorContext } from './supervisor-context.ts';

/**
 * Puts out what is left of an agent whose process has ended: LiveKit holds its connection to be there until it has
 * been silent for some 15 s.
 * @throws LiveKitError
 */
export async function removeAgents({ rooms }: SupervisorContext, { livekitRoom }: SessionRow): Promise<void> {
  const participants = await rooms.listParticipants(livekitRoom);
  for (const { kind, identity } of participants) {
    if (kind === 'agent') await rooms.removeParticipant({ livekitRoom, identity });
  }
}
