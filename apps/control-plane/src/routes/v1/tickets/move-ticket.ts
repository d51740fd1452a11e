import { moveTicketBodySchema, ticketWithEvidenceSchema } from '@parley/contracts';
import { moveTicket } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { ticketParamsSchema } from './ticket-params.ts';
import { changingProblems } from './ticket-problems.ts';

export function moveTicketRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/tickets/:id/status',
    config: { etag: true },
    schema: {
      operationId: 'moveTicket',
      tags: ['tickets'],
      summary: 'Move a ticket to another status; a refusal says which are possible',
      security: tenantSecurity,
      params: ticketParamsSchema,
      headers: ifMatchHeaders,
      body: moveTicketBodySchema,
      response: { 200: ticketWithEvidenceSchema, ...changingProblems('INVALID_TRANSITION') },
    },
    handler: async (request, reply) => {
      const { ticket, revision } = await moveTicket({
        ctx: contextOf(request),
        ticketId: request.params.id,
        input: { to: request.body.status, revision: ifMatchOf(request) },
      });
      return reply.header('etag', etagOf(revision)).send(ticket);
    },
  });
}
