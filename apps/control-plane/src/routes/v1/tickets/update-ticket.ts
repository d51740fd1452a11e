import { ticketWithEvidenceSchema, updateTicketBodySchema } from '@parley/contracts';
import { updateTicket } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { ticketParamsSchema } from './ticket-params.ts';
import { changingProblems } from './ticket-problems.ts';

export function updateTicketRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PATCH',
    url: '/tickets/:id',
    config: { etag: true },
    schema: {
      operationId: 'updateTicket',
      tags: ['tickets'],
      summary: 'Change some fields of a ticket',
      security: tenantSecurity,
      params: ticketParamsSchema,
      headers: ifMatchHeaders,
      body: updateTicketBodySchema,
      response: { 200: ticketWithEvidenceSchema, ...changingProblems() },
    },
    handler: async (request, reply) => {
      const { ticket, revision } = await updateTicket({
        ctx: contextOf(request),
        ticketId: request.params.id,
        input: { changes: request.body, revision: ifMatchOf(request) },
      });
      return reply.header('etag', etagOf(revision)).send(ticket);
    },
  });
}
