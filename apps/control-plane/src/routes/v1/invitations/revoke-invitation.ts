import { invitationParamsSchema } from '@parley/contracts';
import { revokeInvitation } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function revokeInvitationRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/invitations/:id',
    schema: {
      operationId: 'revokeInvitation',
      tags: ['members'],
      summary: 'Take an invitation back',
      security: tenantSecurity,
      params: invitationParamsSchema,
      response: {
        204: z.null().describe('Its link does not work any more.'),
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
      await revokeInvitation({ ctx: contextOf(request), invitationId: request.params.id });
      return reply.code(204).send(null);
    },
  });
}
