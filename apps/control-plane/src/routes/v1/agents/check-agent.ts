import { agentChecksSchema } from '@parley/contracts';
import { checkAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, readingProblems } from './agent-schemas.ts';

export function checkAgentRoute(app: App, { contextOf, vault, providers }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents/:id/checks',
    schema: {
      operationId: 'checkAgent',
      tags: ['agents'],
      summary: 'Whether the agent could talk: keys are tried, the voice is looked for',
      security: tenantSecurity,
      params: agentParamsSchema,
      response: { 200: agentChecksSchema, ...readingProblems() },
    },
    handler: async (request) =>
      checkAgent({ ctx: contextOf(request), vault, providers, agentId: request.params.id }),
  });
}
