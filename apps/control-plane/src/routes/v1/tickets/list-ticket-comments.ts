import { listTicketCommentsQuerySchema, listTicketCommentsResponseSchema } from '@parley/contracts';
import { listTicketComments } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { ticketParamsSchema } from './ticket-params.ts';

export function listTicketCommentsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/tickets/:id/comments',
    schema: {
      operationId: 'listTicketComments',
      tags: ['tickets'],
      summary: 'The comments on a ticket, oldest first',
      security: tenantSecurity,
      params: ticketParamsSchema,
      querystring: listTicketCommentsQuerySchema,
      response: {
        200: listTicketCommentsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => {
      const ticketId = request.params.id;
      const input = { ctx: contextOf(request), ticketId, input: request.query };
      const { comments, nextCursor } = await listTicketComments(input);
      return { comments, next_cursor: nextCursor };
    },
  });
}
