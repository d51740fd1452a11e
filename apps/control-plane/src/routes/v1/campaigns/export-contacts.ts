import { Readable } from 'node:stream';
import { campaignParamsSchema, contactFiltersSchema } from '@parley/contracts';
import { exportContacts } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { readingProblems } from './campaign-problems.ts';

export function exportContactsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/contacts/export',
    schema: {
      operationId: 'exportCampaignContacts',
      tags: ['campaigns'],
      summary: 'The results as CSV (RFC 4180); texts that a spreadsheet would run begin with a quote',
      security: tenantSecurity,
      params: campaignParamsSchema,
      querystring: contactFiltersSchema,
      response: {
        200: { description: 'One line a contact', content: { 'text/csv': { schema: z.string() } } },
        ...readingProblems,
      },
    },
    handler: async (request, reply) => {
      const lines = await exportContacts({
        ctx: contextOf(request),
        campaignId: request.params.id,
        input: request.query,
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="campaign.csv"')
        .send(Readable.from(lines) as never);
    },
  });
}
