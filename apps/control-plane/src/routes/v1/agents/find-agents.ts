import { listAgentRecordsQuerySchema, listAgentRecordsResponseSchema } from '@parley/contracts';
import { findAgents } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function findAgentsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents',
    schema: {
      operationId: 'findAgents',
      tags: ['agents'],
      summary: 'All agents, newest first, with what of them is published',
      security: tenantSecurity,
      querystring: listAgentRecordsQuerySchema,
      response: {
        200: listAgentRecordsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { agents, nextCursor } = await findAgents({ ctx: contextOf(request), input: request.query });
      return { agents, next_cursor: nextCursor };
    },
  });
}
