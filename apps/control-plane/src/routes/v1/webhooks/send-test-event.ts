import { sentTestEventSchema, webhookEndpointParamsSchema } from '@parley/contracts';
import { sendTestEvent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function sendTestEventRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/webhook-endpoints/:id/test',
    config: { idempotent: true },
    schema: {
      operationId: 'sendTestWebhook',
      tags: ['webhooks'],
      summary: 'Send `webhook.test` to this endpoint',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      params: webhookEndpointParamsSchema,
      response: {
        202: sentTestEventSchema,
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
      const endpointId = request.params.id;
      const { messageId } = await sendTestEvent({ ctx: contextOf(request), endpointId });
      return reply.code(202).send({ message_id: messageId });
    },
  });
}
