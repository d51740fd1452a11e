import { ticketWithEvidenceSchema, writeTicketBodySchema } from '@parley/contracts';
import { createTicket, getTicket } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { creatingProblems } from './ticket-problems.ts';

export function createTicketRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/tickets',
    config: { idempotent: true, etag: true },
    schema: {
      operationId: 'createTicket',
      tags: ['tickets'],
      summary: 'Write a ticket by hand, without a session',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: writeTicketBodySchema,
      response: { 201: ticketWithEvidenceSchema, ...creatingProblems() },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      const { assignee_id: assigneeId, ...input } = request.body;
      const { ticket_id: ticketId } = (await createTicket({ ctx, input: { ...input, assigneeId } })).ticket;
      const { ticket, revision } = await getTicket({ ctx, ticketId });
      return reply.code(201).header('etag', etagOf(revision)).send(ticket);
    },
  });
}
