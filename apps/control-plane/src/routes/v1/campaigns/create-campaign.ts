import { campaignBodySchema, campaignSchema } from '@parley/contracts';
import { createCampaign } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { creatingProblems } from './campaign-problems.ts';

export function createCampaignRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/campaigns',
    config: { idempotent: true, etag: true },
    schema: {
      operationId: 'createCampaign',
      tags: ['campaigns'],
      summary: 'Plan calls to many numbers: by whom, when, how fast, and how often again',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: campaignBodySchema,
      response: { 201: campaignSchema, ...creatingProblems },
    },
    handler: async (request, reply) => {
      const { campaign, revision } = await createCampaign({ ctx: contextOf(request), input: request.body });
      return reply.code(201).header('etag', etagOf(revision)).send(campaign);
    },
  });
}
