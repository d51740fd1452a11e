import { listTicketsQuerySchema, listTicketsResponseSchema } from '@parley/contracts';
import { listTickets } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listTicketsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/tickets',
    schema: {
      operationId: 'listTickets',
      tags: ['tickets'],
      summary: 'The tenant’s tickets that fit the filters, newest first',
      security: tenantSecurity,
      querystring: listTicketsQuerySchema,
      response: {
        200: listTicketsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { tickets, nextCursor } = await listTickets({ ctx: contextOf(request), input: request.query });
      return { tickets, next_cursor: nextCursor };
    },
  });
}
