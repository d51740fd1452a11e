import { listSessionsQuerySchema, listSessionsResponseSchema } from '@parley/contracts';
import { listSessions } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';
import { toSession } from './to-session.ts';

export function listSessionsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/sessions',
    schema: {
      operationId: 'listSessions',
      tags: ['sessions'],
      summary: 'The tenant’s sessions, newest first',
      security: tenantSecurity,
      querystring: listSessionsQuerySchema,
      response: { 200: listSessionsResponseSchema, ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED') },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      const { sessions, nextCursor } = await listSessions({ ctx, input: request.query });
      return { sessions: sessions.map(toSession), next_cursor: nextCursor };
    },
  });
}
