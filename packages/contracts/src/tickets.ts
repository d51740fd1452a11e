import { z } from 'zod';
import { auditActorSchema } from './audit.ts';
import { idCursorSchema } from './cursors.ts';
import {
  agentIdSchema,
  sessionIdSchema,
  ticketCommentIdSchema,
  ticketIdSchema,
  userIdSchema,
} from './ids.ts';
import { notBlank } from './text-patterns.ts';

export const ticketStatusSchema = z.enum([
  'open',
  'in_progress',
  'waiting',
  'resolved',
  'closed',
  'reopened',
]);
export type TicketStatus = z.infer<typeof ticketStatusSchema>;

export const ticketPrioritySchema = z.enum(['low', 'normal', 'high', 'urgent']);
export type TicketPriority = z.infer<typeof ticketPrioritySchema>;

const words = (what: string, max: number) =>
  z
    .string(`${what} is required`)
    .trim()
    .min(1, `${what} must not be empty`)
    .max(max, `${what} is too long`)
    .meta(notBlank);

const factKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'keys are lower case: a letter, then letters, digits and _, 40 characters at most',
  );

/** What the caller told beyond name, phone, property and reason, by the agent's own keys. */
export const ticketFactsSchema = z
  .record(factKey, z.union([z.string().trim().max(1000, 'a fact is too long'), z.number(), z.boolean()]))
  .refine((facts) => Object.keys(facts).length <= 50, 'facts must have at most 50 keys')
  .meta({ maxProperties: 50 });
export type TicketFacts = z.infer<typeof ticketFactsSchema>;

const told = (what: string, max: number) => z.string().trim().max(max, `${what} is too long`).optional();

/**
 * What a caller told. The agent's configuration says what a ticket needs, and of which type each fact is; `name`,
 * `phone`, `property` and `reason` are fields of their own, what else it collects goes to `facts`. Values are as said:
 * they are checked and normalised on the server.
 */
export const createTicketBodySchema = z
  .strictObject({
    name: told('name', 120),
    phone: told('phone', 40),
    property: told('property', 200),
    reason: told('reason', 1000),
    summary: told('summary', 2000),
    facts: ticketFactsSchema.optional(),
    /** Segment ids of the utterances that each field was taken from; what is left out is looked for in the transcript. */
    evidence: z.record(factKey, z.string().max(200)).optional(),
  })
  .meta({ id: 'CreateTicket' });
export type CreateTicketBody = z.infer<typeof createTicketBodySchema>;

/** A ticket as it goes to the worker and to those who watch a call. What was not collected is ''. */
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
    /** Not in events from before this was told. */
    facts: ticketFactsSchema.optional(),
    evidence: z.record(z.string(), z.string()),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Ticket' });
export type Ticket = z.infer<typeof ticketSchema>;

const category = words('category', 60);
const staffFields = {
  category: category.nullable(),
  priority: ticketPrioritySchema,
  /** A member of the tenant; null: nobody. */
  assignee_id: userIdSchema.nullable(),
};

/** A ticket that the staff write themselves. */
export const writeTicketBodySchema = z
  .strictObject({
    name: words('name', 120),
    phone: words('phone', 40),
    property: z.string().trim().max(200, 'property is too long').default(''),
    reason: words('reason', 1000),
    summary: told('summary', 2000),
    facts: ticketFactsSchema.optional(),
    category: staffFields.category.default(null),
    priority: staffFields.priority.default('normal'),
    assignee_id: staffFields.assignee_id.default(null),
  })
  .meta({
    id: 'WriteTicket',
    examples: [
      {
        name: 'Anna Berg',
        phone: '+1 202 555 0143',
        property: 'Elm Street 12',
        reason: 'The kitchen sink leaks',
      },
    ],
  });

/**
 * What is left out stays. `facts` replaces all facts. The status has a route of its own. What an agent did not collect
 * is '', and may stay so; name,
 * phone and reason that are known cannot be emptied.
 */
export const updateTicketBodySchema = z
  .strictObject({
    ...staffFields,
    name: told('name', 120),
    phone: told('phone', 40),
    property: told('property', 200),
    reason: told('reason', 1000),
    summary: z.string().trim().max(2000, 'summary is too long').nullable(),
    facts: ticketFactsSchema,
  })
  .partial()
  .meta({ id: 'UpdateTicket' });
export type UpdateTicketBody = z.infer<typeof updateTicketBodySchema>;

export const moveTicketBodySchema = z.strictObject({ status: ticketStatusSchema }).meta({ id: 'MoveTicket' });

/** A ticket as the staff's lists show it. */
export const ticketRecordSchema = z
  .object({
    ...ticketSchema.omit({ evidence: true }).shape,
    /** What people call it: `#12`. Counts from 1 within the tenant, without gaps. */
    number: z.number().int(),
    category: z.string().nullable(),
    priority: ticketPrioritySchema,
    assignee_id: userIdSchema.nullable(),
    facts: ticketFactsSchema,
    /** An earlier ticket with the same phone and matter, from the 24 hours before: a hint, nothing is merged. */
    duplicate_of: ticketIdSchema.nullable(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'TicketRecord' });
export type TicketRecord = z.infer<typeof ticketRecordSchema>;

/** The utterance of the caller that a field was taken from. */
export const ticketEvidenceSchema = z
  .object({ segment_id: z.string(), text: z.string(), started_at: z.iso.datetime() })
  .meta({ id: 'TicketEvidence' });
export type TicketEvidence = z.infer<typeof ticketEvidenceSchema>;

/** One ticket whole: `evidence` by field; a field that nobody said word for word has none. */
export const ticketWithEvidenceSchema = z
  .object({ ...ticketRecordSchema.shape, evidence: z.record(z.string(), ticketEvidenceSchema) })
  .meta({ id: 'TicketWithEvidence' });
export type TicketWithEvidence = z.infer<typeof ticketWithEvidenceSchema>;

/** Filters of the list and of the export; each narrows. */
export const ticketFiltersSchema = z.object({
  status: ticketStatusSchema.optional(),
  priority: ticketPrioritySchema.optional(),
  category: z.string().trim().min(1).max(60).meta(notBlank).optional(),
  /** A member, or `none` for tickets that nobody has taken. */
  assignee_id: z.union([userIdSchema, z.literal('none')]).optional(),
  agent_id: agentIdSchema.optional(),
  session_id: sessionIdSchema.optional(),
  /** As people write or say it. */
  phone: z.string().trim().min(1).max(100).meta(notBlank).optional(),
  /** From this moment on. */
  created_from: z.iso.datetime({ offset: true }).optional(),
  /** Before this moment. */
  created_to: z.iso.datetime({ offset: true }).optional(),
  /** All of these words, in any of the caller's fields; or `#12`. */
  q: z.string().trim().min(1).max(200).meta(notBlank).optional(),
});
export type TicketFilters = z.infer<typeof ticketFiltersSchema>;

export const listTicketsQuerySchema = ticketFiltersSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('ticket').optional(),
});
export const listTicketsResponseSchema = z
  .object({ tickets: z.array(ticketRecordSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'TicketList' });

export const ticketCommentBodySchema = z
  .strictObject({ text: words('text', 5000) })
  .meta({ id: 'WriteTicketComment', examples: [{ text: 'Called back, comes on Monday' }] });

export const ticketCommentSchema = z
  .object({
    comment_id: ticketCommentIdSchema,
    ticket_id: ticketIdSchema,
    author: auditActorSchema,
    text: z.string(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'TicketComment' });
export type TicketComment = z.infer<typeof ticketCommentSchema>;

export const listTicketCommentsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('ticketComment').optional(),
});
export const listTicketCommentsResponseSchema = z
  .object({ comments: z.array(ticketCommentSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'TicketCommentList' });
