import { findSessionsQuerySchema, findSessionsResponseSchema } from '@parley/contracts';
import { findSessions } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function findSessionsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/sessions',
    schema: {
      operationId: 'findSessions',
      tags: ['sessions'],
      summary: 'The tenant’s sessions that fit the filters, with what came of them, newest first',
      security: tenantSecurity,
      querystring: findSessionsQuerySchema,
      response: {
        200: findSessionsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { sessions, nextCursor } = await findSessions({ ctx: contextOf(request), input: request.query });
      return { sessions, next_cursor: nextCursor };
    },
  });
}
