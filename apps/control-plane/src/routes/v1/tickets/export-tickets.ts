import { Readable } from 'node:stream';
import { ticketFiltersSchema } from '@parley/contracts';
import { exportTickets } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function exportTicketsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/tickets/export',
    schema: {
      operationId: 'exportTickets',
      tags: ['tickets'],
      summary:
        'The same as CSV (RFC 4180), all of them; texts that a spreadsheet would run begin with a quote',
      security: tenantSecurity,
      querystring: ticketFiltersSchema,
      response: {
        200: { description: 'One line a ticket', content: { 'text/csv': { schema: z.string() } } },
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request, reply) => {
      const lines = await exportTickets({ ctx: contextOf(request), input: request.query });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="tickets.csv"')
        .send(Readable.from(lines) as never);
    },
  });
}
