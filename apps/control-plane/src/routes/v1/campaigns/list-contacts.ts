import { campaignParamsSchema, listContactsQuerySchema, listContactsResponseSchema } from '@parley/contracts';
import { listContacts } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { readingProblems } from './campaign-problems.ts';

export function listContactsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/contacts',
    schema: {
      operationId: 'listCampaignContacts',
      tags: ['campaigns'],
      summary: 'List a campaign’s contacts with their outcomes, in the order of the import',
      security: tenantSecurity,
      params: campaignParamsSchema,
      querystring: listContactsQuerySchema,
      response: { 200: listContactsResponseSchema, ...readingProblems },
    },
    handler: async (request) => {
      const { contacts, nextCursor } = await listContacts({
        ctx: contextOf(request),
        campaignId: request.params.id,
        input: request.query,
      });
      return { contacts, next_cursor: nextCursor };
    },
  });
}
