import { listWebhookEndpointsResponseSchema } from '@parley/contracts';
import { listEndpoints } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listEndpointsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/webhook-endpoints',
    schema: {
      operationId: 'listWebhookEndpoints',
      tags: ['webhooks'],
      summary: 'The tenant’s webhook endpoints, newest first',
      security: tenantSecurity,
      response: { 200: listWebhookEndpointsResponseSchema, ...problems('UNAUTHENTICATED', 'FORBIDDEN') },
    },
    handler: async (request) => ({ endpoints: await listEndpoints({ ctx: contextOf(request) }) }),
  });
}
