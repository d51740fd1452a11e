import { listApiKeysQuerySchema, listApiKeysResponseSchema } from '@parley/contracts';
import { listApiKeys } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listApiKeysRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/api-keys',
    schema: {
      operationId: 'listApiKeys',
      tags: ['keys'],
      summary: 'All API keys, newest first',
      security: tenantSecurity,
      querystring: listApiKeysQuerySchema,
      response: {
        200: listApiKeysResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED'),
      },
    },
    handler: async (request) => {
      const { keys, nextCursor } = await listApiKeys({ ctx: contextOf(request), input: request.query });
      return { api_keys: keys, next_cursor: nextCursor };
    },
  });
}
