import { doNotCallParamsSchema } from '@parley/contracts';
import { removeDoNotCall } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function removeDoNotCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/do-not-call/:id',
    schema: {
      operationId: 'removeDoNotCall',
      tags: ['dialing'],
      summary: 'Let a number be called again',
      security: tenantSecurity,
      params: doNotCallParamsSchema,
      response: {
        204: z.null(),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      await removeDoNotCall({ ctx: contextOf(request), entryId: request.params.id });
      return reply.code(204).send(null);
    },
  });
}
