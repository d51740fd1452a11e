import { ticketWithEvidenceSchema } from '@parley/contracts';
import { getTicket } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { ticketParamsSchema } from './ticket-params.ts';

export function getTicketRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/tickets/:id',
    config: { etag: true },
    schema: {
      operationId: 'getTicket',
      tags: ['tickets'],
      summary: 'One ticket, and where the caller said each of its fields',
      security: tenantSecurity,
      params: ticketParamsSchema,
      response: {
        200: ticketWithEvidenceSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const input = { ctx: contextOf(request), ticketId: request.params.id };
      const { ticket, revision } = await getTicket(input);
      return reply.header('etag', etagOf(revision)).send(ticket);
    },
  });
}
