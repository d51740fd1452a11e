import { deliveryParamsSchema } from '@parley/contracts';
import { redeliver } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function redeliverRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/webhook-endpoints/:id/deliveries/:message_id/redeliver',
    config: { idempotent: true },
    schema: {
      operationId: 'redeliverWebhook',
      tags: ['webhooks'],
      summary: 'Send a message once more, whatever came of it before',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      params: deliveryParamsSchema,
      response: {
        202: z.null(),
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
    handler: async (request, reply) => {
      const { id: endpointId, message_id: messageId } = request.params;
      await redeliver({ ctx: contextOf(request), endpointId, messageId });
      return reply.code(202).send(null);
    },
  });
}
