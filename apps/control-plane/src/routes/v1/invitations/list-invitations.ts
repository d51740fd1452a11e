import { listInvitationsQuerySchema, listInvitationsResponseSchema } from '@parley/contracts';
import { listInvitations } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listInvitationsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/invitations',
    schema: {
      operationId: 'listInvitations',
      tags: ['members'],
      summary: 'All invitations, newest first',
      security: tenantSecurity,
      querystring: listInvitationsQuerySchema,
      response: {
        200: listInvitationsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED'),
      },
    },
    handler: async (request) => {
      const { invitations, nextCursor } = await listInvitations({
        ctx: contextOf(request),
        input: request.query,
      });
      return { invitations, next_cursor: nextCursor };
    },
  });
}
