import { stopSessionResponseSchema } from '@parley/contracts';
import { getSessionInTenant } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function stopSessionRoute(app: App, { contextOf, supervisor }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/session/:id',
    schema: {
      operationId: 'stopSession',
      tags: ['sessions'],
      summary: 'End a session; one that is over stays as it is',
      security: tenantSecurity,
      params: sessionParamsSchema,
      response: { 200: stopSessionResponseSchema, ...problems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND') },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      const session = await getSessionInTenant({ ctx, sessionId: sessionIdOf(request.params) });
      await supervisor.end(session, ctx);
      return { stopped: true as const };
    },
  });
}
