import { apiKeyParamsSchema, apiKeySchema, renameApiKeyBodySchema } from '@parley/contracts';
import { renameApiKey } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function renameApiKeyRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/api-keys/:id',
    config: { etag: true },
    schema: {
      operationId: 'renameApiKey',
      tags: ['keys'],
      summary: 'Rename an API key',
      security: tenantSecurity,
      params: apiKeyParamsSchema,
      headers: ifMatchHeaders,
      body: renameApiKeyBodySchema,
      response: {
        200: apiKeySchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'NOT_FOUND',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { key, revision } = await renameApiKey({
        ctx: contextOf(request),
        keyId: request.params.id,
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      return reply.header('etag', etagOf(revision)).send(key);
    },
  });
}
