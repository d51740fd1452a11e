import { createHmac, randomUUID } from 'node:crypto';
import type { StreamTicket } from '@parley/contracts';
import type { LiveKitServer } from '../room/create-sip-token.ts';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The ticket of a media stream as the control plane makes it. */
export function signTicket(
  { apiKey, apiSecret }: LiveKitServer,
  ticket: Partial<StreamTicket> & { room: string },
  expiresInS = 60,
): string {
  const stream = {
    direction: 'inbound',
    nonce: randomUUID(),
    identity: 'sip_+15550142',
    name: 'Phone +15550142',
    attributes: { 'sip.phoneNumber': '+15550142', 'sip.trunkPhoneNumber': '+15550100' },
    max_duration_s: 60,
    ...ticket,
  };
  const claims = { iss: apiKey, exp: Math.floor(Date.now() / 1000) + expiresInS, stream };
  const signed = `${encode({ alg: 'HS256' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', apiSecret).update(signed).digest('base64url')}`;
}
