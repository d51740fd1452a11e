import type { LiveKitClients } from '../livekit-clients.ts';
import { callUnlessGone } from '../livekit-error.ts';

export interface SubscriptionChange {
  livekitRoom: string;
  /** Who listens. */
  identity: string;
  trackSids: string[];
  subscribe: boolean;
}

/** Says what a participant hears, and what not. Where participant or track is gone there is nothing to hear. */
export async function updateSubscriptions(
  clients: LiveKitClients,
  { livekitRoom, identity, trackSids, subscribe }: SubscriptionChange,
): Promise<void> {
  if (trackSids.length === 0) return;
  await callUnlessGone('update subscriptions', () =>
    clients.rooms.updateSubscriptions(livekitRoom, identity, trackSids, subscribe),
  );
}
