import { z } from 'zod';
import { sessionIdSchema, ticketIdSchema } from './ids.ts';

export const ticketStatusSchema = z.enum([
  'open',
  'in_progress',
  'waiting',
  'resolved',
  'closed',
  'reopened',
]);
export type TicketStatus = z.infer<typeof ticketStatusSchema>;

const words = (what: string, max: number) =>
  z.string(`${what} is required`).trim().min(1, `${what} must not be empty`).max(max, `${what} is too long`);

/** What a caller must have told before a ticket can be written. `phone` is as said; it is validated and normalised on the server. */
export const createTicketBodySchema = z
  .object({
    name: words('name', 120),
    phone: words('phone', 40),
    property: words('property', 200),
    reason: words('reason', 1000),
    summary: z.string().trim().max(2000).optional(),
    /** Segment ids of the utterances that each field was taken from. */
    evidence: z.partialRecord(z.enum(['name', 'phone', 'property', 'reason']), z.string()).optional(),
  })
  .meta({ id: 'CreateTicket' });
export type CreateTicketBody = z.infer<typeof createTicketBodySchema>;

export const ticketSchema = z
  .object({
    ticket_id: ticketIdSchema,
    session_id: sessionIdSchema.nullable(),
    status: ticketStatusSchema,
    name: z.string(),
    phone: z.string(),
    property: z.string(),
    reason: z.string(),
    summary: z.string().nullable(),
    evidence: z.record(z.string(), z.string()),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Ticket' });
export type Ticket = z.infer<typeof ticketSchema>;
