import { listAgentVersionsQuerySchema, listAgentVersionsResponseSchema } from '@parley/contracts';
import { listAgentVersions } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, readingProblems } from './agent-schemas.ts';

export function listAgentVersionsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents/:id/versions',
    schema: {
      operationId: 'listAgentVersions',
      tags: ['agents'],
      summary: 'What was published of an agent, newest first',
      security: tenantSecurity,
      params: agentParamsSchema,
      querystring: listAgentVersionsQuerySchema,
      response: { 200: listAgentVersionsResponseSchema, ...readingProblems() },
    },
    handler: async (request) => {
      const input = { ctx: contextOf(request), agentId: request.params.id, input: request.query };
      const { versions, nextCursor } = await listAgentVersions(input);
      return { versions, next_cursor: nextCursor };
    },
  });
}
