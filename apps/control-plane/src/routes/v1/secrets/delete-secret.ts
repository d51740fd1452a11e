import { secretParamsSchema } from '@parley/contracts';
import { deleteSecret } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function deleteSecretRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/secrets/:provider',
    schema: {
      operationId: 'deleteSecret',
      tags: ['secrets'],
      summary: 'Forget the tenant’s key of a provider',
      security: tenantSecurity,
      params: secretParamsSchema,
      response: {
        204: z.null(),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      await deleteSecret({ ctx: contextOf(request), provider: request.params.provider });
      return reply.code(204).send(null);
    },
  });
}
