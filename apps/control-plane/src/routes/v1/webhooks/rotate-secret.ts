import { rotatedSecretSchema, webhookEndpointParamsSchema } from '@parley/contracts';
import { rotateEndpointSecret } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function rotateSecretRoute(app: App, { contextOf, vault }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/webhook-endpoints/:id/rotate-secret',
    config: { idempotent: true },
    schema: {
      operationId: 'rotateWebhookSecret',
      tags: ['webhooks'],
      summary: 'Sign with a new secret; for a day the old one signs as well',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      params: webhookEndpointParamsSchema,
      response: {
        200: rotatedSecretSchema,
        ...problems(
          'VALIDATION_FAILED',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'NOT_FOUND',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request) => {
      const input = { ctx: contextOf(request), vault, endpointId: request.params.id };
      const { secret, previousUntil } = await rotateEndpointSecret(input);
      return { secret, previous_until: previousUntil.toISOString() };
    },
  });
}
