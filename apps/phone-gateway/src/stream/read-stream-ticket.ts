import { type StreamTicket, streamTicketParameter, streamTicketSchema } from '@parley/contracts';
import { TokenVerifier } from 'livekit-server-sdk';
import type { LiveKitServer } from '../room/create-sip-token.ts';
import type { StreamStart } from './stream-message.ts';

/** Longer than any ticket is good for. */
const rememberMs = 15 * 60_000;

export type TicketReader = (start: StreamStart) => Promise<StreamTicket | { refused: string }>;

/** Reads the tickets that streams bring along. Each opens one stream, and only that of its own call. */
export function createTicketReader({
  apiKey,
  apiSecret,
}: Pick<LiveKitServer, 'apiKey' | 'apiSecret'>): TicketReader {
  const verifier = new TokenVerifier(apiKey, apiSecret);
  const spent = new Map<string, number>();
  const spend = (nonce: string): boolean => {
    const now = performance.now();
    for (const [old, at] of spent) {
      if (now - at < rememberMs) break;
      spent.delete(old);
    }
    if (spent.has(nonce)) return false;
    spent.set(nonce, now);
    return true;
  };
  return async ({ callSid, customParameters }) => {
    const token = customParameters[streamTicketParameter];
    if (!token) return { refused: 'no ticket' };
    let claims: unknown;
    try {
      claims = await verifier.verify(token);
    } catch {
      return { refused: 'the ticket has expired, or is not of this installation' };
    }
    const ticket = streamTicketSchema.safeParse((claims as { stream?: unknown }).stream);
    if (!ticket.success) return { refused: 'the token is no ticket' };
    const { call_sid: sid, nonce } = ticket.data;
    if (sid !== undefined && sid !== callSid) return { refused: 'the ticket is of another call' };
    return spend(nonce) ? ticket.data : { refused: 'the ticket has been used' };
  };
}
