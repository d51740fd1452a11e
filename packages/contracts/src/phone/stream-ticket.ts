import { z } from 'zod';

/** The custom parameter of a media stream that brings its ticket along. */
export const streamTicketParameter = 'ticket';
/** Where the phone gateway takes media streams. */
export const streamPath = '/twilio/stream';

/**
 * What the control plane writes into the ticket of a media stream, as the claim `stream` of a JWT signed with LiveKit's
 * API secret: which call may come, into which room, and as whom. It holds no grant, so nothing else opens with it.
 */
export const streamTicketSchema = z.object({
  direction: z.enum(['inbound', 'outbound']),
  /** Of a call in: Twilio’s. A ticket for another call opens nothing. Of a call out it is not known yet. */
  call_sid: z.string().optional(),
  /** Each opens one stream. */
  nonce: z.string().min(16),
  room: z.string().min(1),
  identity: z.string().min(1),
  name: z.string(),
  attributes: z.record(z.string(), z.string()),
  max_duration_s: z.number().positive(),
});
export type StreamTicket = z.infer<typeof streamTicketSchema>;
