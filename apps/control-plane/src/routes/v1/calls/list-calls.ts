import { listCallsQuerySchema, listCallsResponseSchema } from '@parley/contracts';
import { listCalls } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listCallsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/calls',
    schema: {
      operationId: 'listCalls',
      tags: ['telephone'],
      summary: 'List telephone calls, newest first',
      security: tenantSecurity,
      querystring: listCallsQuerySchema,
      response: {
        200: listCallsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { calls, nextCursor } = await listCalls({ ctx: contextOf(request), input: request.query });
      return { calls, next_cursor: nextCursor };
    },
  });
}
