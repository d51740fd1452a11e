import { webhookEndpointParamsSchema } from '@parley/contracts';
import { deleteEndpoint } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function deleteEndpointRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/webhook-endpoints/:id',
    schema: {
      operationId: 'deleteWebhookEndpoint',
      tags: ['webhooks'],
      summary: 'Tell this endpoint nothing more',
      security: tenantSecurity,
      params: webhookEndpointParamsSchema,
      response: {
        204: z.null(),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      await deleteEndpoint({ ctx: contextOf(request), endpointId: request.params.id });
      return reply.code(204).send(null);
    },
  });
}
