import { ticketCommentBodySchema, ticketCommentSchema } from '@parley/contracts';
import { addTicketComment } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { ticketParamsSchema } from './ticket-params.ts';
import { creatingProblems } from './ticket-problems.ts';

export function addTicketCommentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/tickets/:id/comments',
    config: { idempotent: true },
    schema: {
      operationId: 'addTicketComment',
      tags: ['tickets'],
      summary: 'Comment on a ticket',
      security: tenantSecurity,
      params: ticketParamsSchema,
      headers: idempotencyHeaders,
      body: ticketCommentBodySchema,
      response: { 201: ticketCommentSchema, ...creatingProblems('NOT_FOUND') },
    },
    handler: async (request, reply) => {
      const ticketId = request.params.id;
      const comment = await addTicketComment({ ctx: contextOf(request), ticketId, input: request.body });
      return reply.code(201).send(comment);
    },
  });
}
