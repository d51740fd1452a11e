import type { LiveKitClients } from '../livekit-clients.ts';
import { callUnlessGone } from '../livekit-error.ts';

/** Puts one participant out. Not being there is success. */
export async function removeParticipant(
  clients: LiveKitClients,
  { livekitRoom, identity }: { livekitRoom: string; identity: string },
): Promise<void> {
  await callUnlessGone('remove participant', () => clients.rooms.removeParticipant(livekitRoom, identity));
}
