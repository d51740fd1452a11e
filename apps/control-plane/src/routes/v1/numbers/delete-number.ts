import { phoneNumberParamsSchema } from '@parley/contracts';
import { deleteNumber } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function deleteNumberRoute(app: App, { contextOf, trunkSync }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/numbers/:id',
    schema: {
      operationId: 'deletePhoneNumber',
      tags: ['telephone'],
      summary: 'Delete a number: calls to it are no longer answered',
      security: tenantSecurity,
      params: phoneNumberParamsSchema,
      response: {
        204: z.null(),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      await deleteNumber({ ctx: contextOf(request), numberId: request.params.id });
      trunkSync.soon();
      return reply.code(204).send(null);
    },
  });
}
