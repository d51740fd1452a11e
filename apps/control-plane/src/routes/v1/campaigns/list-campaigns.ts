import { listCampaignsQuerySchema, listCampaignsResponseSchema } from '@parley/contracts';
import { listCampaigns } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listCampaignsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/campaigns',
    schema: {
      operationId: 'listCampaigns',
      tags: ['campaigns'],
      summary: 'List campaigns, newest first',
      security: tenantSecurity,
      querystring: listCampaignsQuerySchema,
      response: {
        200: listCampaignsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { campaigns, nextCursor } = await listCampaigns({
        ctx: contextOf(request),
        input: request.query,
      });
      return { campaigns, next_cursor: nextCursor };
    },
  });
}
