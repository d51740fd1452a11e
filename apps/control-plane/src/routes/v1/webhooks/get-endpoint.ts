import { webhookEndpointParamsSchema, webhookEndpointSchema } from '@parley/contracts';
import { getEndpoint } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getEndpointRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/webhook-endpoints/:id',
    config: { etag: true },
    schema: {
      operationId: 'getWebhookEndpoint',
      tags: ['webhooks'],
      summary: 'One webhook endpoint, with its ETag',
      security: tenantSecurity,
      params: webhookEndpointParamsSchema,
      response: {
        200: webhookEndpointSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const endpointId = request.params.id;
      const { endpoint, revision } = await getEndpoint({ ctx: contextOf(request), endpointId });
      return reply.header('etag', etagOf(revision)).send(endpoint);
    },
  });
}
