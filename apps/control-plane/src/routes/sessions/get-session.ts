import { sessionSchema } from '@parley/contracts';
import { getSessionInTenant } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';
import { toSession } from './to-session.ts';

export function getSessionRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/sessions/:id',
    schema: {
      operationId: 'getSession',
      tags: ['sessions'],
      summary: 'One session',
      security: tenantSecurity,
      params: sessionParamsSchema,
      response: { 200: sessionSchema, ...problems('UNAUTHENTICATED', 'NOT_FOUND') },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      return toSession(await getSessionInTenant({ ctx, sessionId: sessionIdOf(request.params) }));
    },
  });
}
