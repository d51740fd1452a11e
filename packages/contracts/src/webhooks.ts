import { z } from 'zod';
import { webhookEndpointIdSchema, webhookMessageIdSchema } from './ids.ts';

/** What endpoints may be told of. */
export const webhookEvents = [
  'session.started',
  'session.ended',
  'session.analyzed',
  'transcript.final',
  'ticket.created',
  'ticket.updated',
  'agent.published',
  'call.state_changed',
  'call.transferred',
  'call.transfer_failed',
  'campaign.state_changed',
  'campaign.contact_settled',
  'webhook.test',
] as const;
export const webhookEventSchema = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

export const webhookEndpointStatusSchema = z.enum(['enabled', 'disabled']);
export type WebhookEndpointStatus = z.infer<typeof webhookEndpointStatusSchema>;

export const deliveryStateSchema = z.enum(['pending', 'delivered', 'failed']);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

const urlSchema = z
  .string('url is required')
  .max(2000, 'url is too long')
  .refine(
    (url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
    'url must begin with https:// or http://',
  )
  .refine((url) => {
    const parsed = URL.parse(url);
    return !parsed?.username && !parsed?.password;
  }, 'url must not contain a user or a password')
  .meta({ pattern: '^[hH][tT][tT][pP][sS]?:', examples: ['https://example.com/parley'] })
  .transform((url) => new URL(url).href);

export const webhookEndpointBodySchema = z
  .object({
    url: urlSchema,
    description: z.string().trim().max(200).default(''),
    /** Empty: every event. */
    events: z.array(webhookEventSchema).max(webhookEvents.length).default([]),
    status: webhookEndpointStatusSchema.default('enabled'),
  })
  .meta({
    id: 'PutWebhookEndpoint',
    examples: [{ url: 'https://example.com/hooks', events: ['ticket.created'] }],
  });
export type WebhookEndpointBody = z.input<typeof webhookEndpointBodySchema>;

export const webhookEndpointSchema = z
  .object({
    endpoint_id: webhookEndpointIdSchema,
    url: z.string(),
    description: z.string(),
    events: z.array(webhookEventSchema),
    status: webhookEndpointStatusSchema,
    /** Why Parley disabled it; null when people did, or when it is enabled. */
    disabled_reason: z.string().nullable(),
    /** Since when nothing could be delivered; null while it works. */
    failing_since: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>;

/** `secret` (`whsec_…`) is shown here and never again. */
export const createdWebhookEndpointSchema = webhookEndpointSchema
  .extend({ secret: z.string() })
  .meta({ id: 'CreatedWebhookEndpoint' });

export const deliverySchema = z
  .object({
    message_id: webhookMessageIdSchema,
    endpoint_id: webhookEndpointIdSchema,
    event: webhookEventSchema,
    state: deliveryStateSchema,
    attempts: z.number().int(),
    /** When it is tried again; null when it is not. */
    next_attempt_at: z.iso.datetime().nullable(),
    /** HTTP status of the last answer; null when there was none. */
    last_status: z.number().int().nullable(),
    last_error: z.string().nullable(),
    created_at: z.iso.datetime(),
    delivered_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type Delivery = z.infer<typeof deliverySchema>;

/** What is sent, signed by the rules of Standard Webhooks. */
export const webhookMessageSchema = z
  .object({
    id: webhookMessageIdSchema,
    type: webhookEventSchema,
    timestamp: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;

export const webhookEndpointParamsSchema = z.object({ id: webhookEndpointIdSchema });
export const deliveryParamsSchema = webhookEndpointParamsSchema.extend({
  message_id: webhookMessageIdSchema,
});
export const listWebhookEndpointsResponseSchema = z
  .object({ endpoints: z.array(webhookEndpointSchema) })
  .meta({ id: 'WebhookEndpointList' });
export const rotatedSecretSchema = z
  .object({ secret: z.string(), previous_until: z.iso.datetime() })
  .meta({ id: 'RotatedWebhookSecret' });
export const sentTestEventSchema = z
  .object({ message_id: webhookMessageIdSchema })
  .meta({ id: 'SentTestEvent' });
export const listDeliveriesQuerySchema = z.object({
  state: deliveryStateSchema.optional(),
  cursor: webhookMessageIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listDeliveriesResponseSchema = z
  .object({ deliveries: z.array(deliverySchema), next_cursor: z.string().nullable() })
  .meta({ id: 'WebhookDeliveryList' });
