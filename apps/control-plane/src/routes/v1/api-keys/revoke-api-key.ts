import { apiKeyParamsSchema } from '@parley/contracts';
import { revokeApiKey } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function revokeApiKeyRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/api-keys/:id',
    schema: {
      operationId: 'revokeApiKey',
      tags: ['keys'],
      summary: 'Revoke an API key at once',
      security: tenantSecurity,
      params: apiKeyParamsSchema,
      response: {
        204: z.null().describe('The key is refused from now on.'),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      await revokeApiKey({ ctx: contextOf(request), keyId: request.params.id });
      return reply.code(204).send(null);
    },
  });
}
