import {
  listDeliveriesQuerySchema,
  listDeliveriesResponseSchema,
  webhookEndpointParamsSchema,
} from '@parley/contracts';
import { listDeliveries } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listDeliveriesRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/webhook-endpoints/:id/deliveries',
    schema: {
      operationId: 'listWebhookDeliveries',
      tags: ['webhooks'],
      summary: 'What was sent to this endpoint, or is to be, newest first',
      security: tenantSecurity,
      params: webhookEndpointParamsSchema,
      querystring: listDeliveriesQuerySchema,
      response: {
        200: listDeliveriesResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => {
      const { deliveries, nextCursor } = await listDeliveries({
        ctx: contextOf(request),
        endpointId: request.params.id,
        input: request.query,
      });
      return { deliveries, next_cursor: nextCursor };
    },
  });
}
