import { WebhookReceiver } from 'livekit-server-sdk';
import type { LiveKitSettings } from './livekit-clients.ts';
import { type RoomParticipant, toRoomParticipant } from './rooms/room-participant.ts';

/** What LiveKit tells; `event` is its own name, e.g. `participant_left`. */
export interface LiveKitWebhook {
  id: string;
  event: string;
  livekitRoom: string | undefined;
  participant: RoomParticipant | undefined;
}

/** The body was not signed with our secret, or is not what was signed. */
export class InvalidWebhookError extends Error {
  constructor(reason: string) {
    super(`LiveKit webhook refused: ${reason}`);
    this.name = 'InvalidWebhookError';
  }
}

/**
 * Checks the signature of a webhook and reads it.
 * @param body exactly as it was received.
 * @param authorization the Authorization header: a JWT without a scheme.
 * @throws InvalidWebhookError
 */
export async function receiveWebhook(
  { apiKey, apiSecret }: Pick<LiveKitSettings, 'apiKey' | 'apiSecret'>,
  { body, authorization }: { body: string; authorization: string | undefined },
): Promise<LiveKitWebhook> {
  const token = authorization?.replace(/^Bearer /i, '');
  const event = await new WebhookReceiver(apiKey, apiSecret).receive(body, token).catch((error: unknown) => {
    throw new InvalidWebhookError(error instanceof Error ? error.message : String(error));
  });
  return {
    id: event.id,
    event: event.event,
    livekitRoom: event.room?.name || undefined,
    participant: event.participant ? toRoomParticipant(event.participant) : undefined,
  };
}
