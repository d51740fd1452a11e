import { campaignParamsSchema, campaignSchema } from '@parley/contracts';
import { getCampaign } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { readingProblems } from './campaign-problems.ts';

export function getCampaignRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id',
    config: { etag: true },
    schema: {
      operationId: 'getCampaign',
      tags: ['campaigns'],
      summary: 'Read a campaign',
      security: tenantSecurity,
      params: campaignParamsSchema,
      response: { 200: campaignSchema, ...readingProblems },
    },
    handler: async (request, reply) => {
      const { campaign, revision } = await getCampaign({
        ctx: contextOf(request),
        campaignId: request.params.id,
      });
      return reply.header('etag', etagOf(revision)).send(campaign);
    },
  });
}
