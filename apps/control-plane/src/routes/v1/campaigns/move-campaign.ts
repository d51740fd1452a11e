import { campaignParamsSchema, campaignSchema } from '@parley/contracts';
import { pauseCampaign, resumeCampaign, startCampaign, stopCampaign } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { movingProblems, startingProblems } from './campaign-problems.ts';

const moves = [
  {
    doing: 'start',
    verb: startCampaign,
    summary: 'Begin to call, with the agent as it is published now',
    refusals: startingProblems,
  },
  {
    doing: 'pause',
    verb: pauseCampaign,
    summary: 'Begin no more calls; those under way go on',
    refusals: movingProblems,
  },
  {
    doing: 'resume',
    verb: resumeCampaign,
    summary: 'Go on calling where it was paused',
    refusals: movingProblems,
  },
  {
    doing: 'stop',
    verb: stopCampaign,
    summary: 'Give a campaign up for good; calls under way go on',
    refusals: movingProblems,
  },
] as const;

/** `POST /campaigns/:id/start`, `pause`, `resume` and `stop`. */
export function moveCampaignRoutes(app: App, { contextOf, dialer }: Dependencies): void {
  for (const { doing, verb, summary, refusals } of moves) {
    app.route({
      method: 'POST',
      url: `/campaigns/:id/${doing}`,
      schema: {
        operationId: `${doing}Campaign`,
        tags: ['campaigns'],
        summary,
        security: tenantSecurity,
        params: campaignParamsSchema,
        response: { 200: campaignSchema, ...refusals },
      },
      handler: async (request) => {
        const campaign = await verb({ ctx: contextOf(request), campaignId: request.params.id });
        dialer.soon();
        return campaign;
      },
    });
  }
}
