import { campaignBodySchema, campaignParamsSchema, campaignSchema } from '@parley/contracts';
import { updateCampaign } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { updatingProblems } from './campaign-problems.ts';

export function updateCampaignRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/campaigns/:id',
    config: { etag: true },
    schema: {
      operationId: 'updateCampaign',
      tags: ['campaigns'],
      summary: 'Replace the settings of a campaign that is a draft or paused',
      security: tenantSecurity,
      params: campaignParamsSchema,
      headers: ifMatchHeaders,
      body: campaignBodySchema,
      response: { 200: campaignSchema, ...updatingProblems },
    },
    handler: async (request, reply) => {
      const { campaign, revision } = await updateCampaign({
        ctx: contextOf(request),
        campaignId: request.params.id,
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      return reply.header('etag', etagOf(revision)).send(campaign);
    },
  });
}
