import { agentVersionSchema } from '@parley/contracts';
import { getAgentVersion } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { agentVersionParamsSchema, readingProblems } from './agent-schemas.ts';

export function getAgentVersionRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents/:id/versions/:version',
    schema: {
      operationId: 'getAgentVersion',
      tags: ['agents'],
      summary: 'One version, with its configuration; it never changes',
      security: tenantSecurity,
      params: agentVersionParamsSchema,
      response: { 200: agentVersionSchema, ...readingProblems() },
    },
    handler: async (request) => {
      const { id: agentId, version } = request.params;
      return getAgentVersion({ ctx: contextOf(request), agentId, version });
    },
  });
}
