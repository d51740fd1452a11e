import { campaignContactDetailsSchema, campaignContactParamsSchema } from '@parley/contracts';
import { getContact } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { readingProblems } from './campaign-problems.ts';

export function getContactRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/contacts/:contact_id',
    schema: {
      operationId: 'getCampaignContact',
      tags: ['campaigns'],
      summary: 'Read a contact with its calls, one for each attempt',
      security: tenantSecurity,
      params: campaignContactParamsSchema,
      response: { 200: campaignContactDetailsSchema, ...readingProblems },
    },
    handler: async (request) => {
      const { id: campaignId, contact_id: contactId } = request.params;
      return getContact({ ctx: contextOf(request), campaignId, contactId });
    },
  });
}
