import { createTicketBodySchema, ticketSchema } from '@parley/contracts';
import { createTicket, getSessionInTenant } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function createTicketRoute(app: App, { contextOf, hub }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/tickets',
    config: { rateLimit: false },
    schema: {
      operationId: 'createSessionTicket',
      tags: ['worker'],
      summary: 'Write the session’s ticket; it has one, so asking again gives the same',
      security: workerSecurity,
      params: sessionParamsSchema,
      body: createTicketBodySchema,
      response: {
        200: ticketSchema,
        201: ticketSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'NOT_FOUND',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      const sessionId = sessionIdOf(request.params);
      const session = await getSessionInTenant({ ctx, sessionId });
      const { ticket, created } = await hub.commit(session, async (issueSeq) => {
        const written = await createTicket({
          ctx: { ...ctx, issueSeq },
          input: { ...request.body, sessionId },
        });
        return { ...written, events: written.event ? [written.event] : [] };
      });
      return reply.code(created ? 201 : 200).send(ticket);
    },
  });
}
