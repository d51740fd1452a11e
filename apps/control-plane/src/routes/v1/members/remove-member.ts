import { memberParamsSchema } from '@parley/contracts';
import { removeMember } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function removeMemberRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/members/:id',
    schema: {
      operationId: 'removeMember',
      tags: ['members'],
      summary: 'End a membership, and its log-ins',
      security: tenantSecurity,
      params: memberParamsSchema,
      response: {
        204: z.null().describe('Nobody of the tenant any more.'),
        ...problems(
          'VALIDATION_FAILED',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'NOT_FOUND',
          'CONFLICT',
        ),
      },
    },
    handler: async (request, reply) => {
      await removeMember({ ctx: contextOf(request), userId: request.params.id });
      return reply.code(204).send(null);
    },
  });
}
