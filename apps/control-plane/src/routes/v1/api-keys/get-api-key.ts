import { apiKeyParamsSchema, apiKeySchema } from '@parley/contracts';
import { getApiKey } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getApiKeyRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/api-keys/:id',
    config: { etag: true },
    schema: {
      operationId: 'getApiKey',
      tags: ['keys'],
      summary: 'One API key, with its ETag',
      security: tenantSecurity,
      params: apiKeyParamsSchema,
      response: {
        200: apiKeySchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const { key, revision } = await getApiKey({ ctx: contextOf(request), keyId: request.params.id });
      return reply.header('etag', etagOf(revision)).send(key);
    },
  });
}
