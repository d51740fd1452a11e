import { campaignParamsSchema, campaignProgressSchema } from '@parley/contracts';
import { getProgress } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { readingProblems } from './campaign-problems.ts';

export function getProgressRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/progress',
    schema: {
      operationId: 'getCampaignProgress',
      tags: ['campaigns'],
      summary: 'Count the contacts by state and outcome, and tell what holds the campaign up',
      security: tenantSecurity,
      params: campaignParamsSchema,
      response: { 200: campaignProgressSchema, ...readingProblems },
    },
    handler: async (request) => getProgress({ ctx: contextOf(request), campaignId: request.params.id }),
  });
}
