import {
  webhookEndpointBodySchema,
  webhookEndpointParamsSchema,
  webhookEndpointSchema,
} from '@parley/contracts';
import { updateEndpoint } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function updateEndpointRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/webhook-endpoints/:id',
    config: { etag: true },
    schema: {
      operationId: 'updateWebhookEndpoint',
      tags: ['webhooks'],
      summary: 'Replace the settings of a webhook endpoint',
      security: tenantSecurity,
      params: webhookEndpointParamsSchema,
      headers: ifMatchHeaders,
      body: webhookEndpointBodySchema,
      response: {
        200: webhookEndpointSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'NOT_FOUND',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { endpoint, revision } = await updateEndpoint({
        ctx: contextOf(request),
        endpointId: request.params.id,
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      return reply.header('etag', etagOf(revision)).send(endpoint);
    },
  });
}
