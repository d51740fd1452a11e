import { secretParamsSchema, secretSchema } from '@parley/contracts';
import { getSecret } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getSecretRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/secrets/:provider',
    config: { etag: true },
    schema: {
      operationId: 'getSecret',
      tags: ['secrets'],
      summary: 'What may be told of the tenant’s key of a provider, with its ETag',
      security: tenantSecurity,
      params: secretParamsSchema,
      response: {
        200: secretSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const { provider } = request.params;
      const { secret, revision } = await getSecret({ ctx: contextOf(request), provider });
      return reply.header('etag', etagOf(revision)).send(secret);
    },
  });
}
