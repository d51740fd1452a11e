import { campaignParamsSchema } from '@parley/contracts';
import { deleteCampaign } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { deletingProblems } from './campaign-problems.ts';

export function deleteCampaignRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/campaigns/:id',
    schema: {
      operationId: 'deleteCampaign',
      tags: ['campaigns'],
      summary: 'Delete a campaign that was never started, with its contacts',
      security: tenantSecurity,
      params: campaignParamsSchema,
      response: { 204: z.null(), ...deletingProblems },
    },
    handler: async (request, reply) => {
      await deleteCampaign({ ctx: contextOf(request), campaignId: request.params.id });
      return reply.code(204).send(null);
    },
  });
}
