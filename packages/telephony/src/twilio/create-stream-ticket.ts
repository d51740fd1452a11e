import { randomUUID } from 'node:crypto';
import type { StreamTicket } from '@parley/contracts';
import type { LiveKitSettings } from '../livekit-clients.ts';
import { signToken } from '../sign-token.ts';

/** Lets one media stream into the phone gateway, once. @param ttlSeconds in which Twilio must open it */
export function createStreamTicket(
  { apiKey, apiSecret }: Pick<LiveKitSettings, 'apiKey' | 'apiSecret'>,
  ticket: Omit<StreamTicket, 'nonce'>,
  ttlSeconds: number,
): string {
  const stream: StreamTicket = { ...ticket, nonce: randomUUID() };
  return signToken({ iss: apiKey, exp: Math.floor(Date.now() / 1000) + ttlSeconds, stream }, apiSecret);
}
