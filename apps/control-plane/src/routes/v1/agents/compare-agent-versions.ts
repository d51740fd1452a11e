import { agentComparisonSchema, compareAgentQuerySchema } from '@parley/contracts';
import { compareAgentVersions } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, readingProblems } from './agent-schemas.ts';

export function compareAgentVersionsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents/:id/compare',
    schema: {
      operationId: 'compareAgentVersions',
      tags: ['agents'],
      summary: 'What differs between two versions, or a version and the draft',
      security: tenantSecurity,
      params: agentParamsSchema,
      querystring: compareAgentQuerySchema,
      response: { 200: agentComparisonSchema, ...readingProblems() },
    },
    handler: async (request) =>
      compareAgentVersions({
        ctx: contextOf(request),
        agentId: request.params.id,
        input: request.query,
      }),
  });
}
