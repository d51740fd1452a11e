import { createdWebhookEndpointSchema, webhookEndpointBodySchema } from '@parley/contracts';
import { createEndpoint } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function createEndpointRoute(app: App, { contextOf, vault }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/webhook-endpoints',
    config: { idempotent: true },
    schema: {
      operationId: 'createWebhookEndpoint',
      tags: ['webhooks'],
      summary: 'Be told what happens; the signing secret is shown this once',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: webhookEndpointBodySchema,
      response: {
        201: createdWebhookEndpointSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'CONFLICT',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const created = await createEndpoint({ ctx: contextOf(request), vault, input: request.body });
      return reply.code(201).send(created);
    },
  });
}
