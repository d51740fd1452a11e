import { sessionDetailsSchema, sessionIdSchema } from '@parley/contracts';
import { getSessionDetails } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getSessionDetailsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/sessions/:id',
    schema: {
      operationId: 'getSessionDetails',
      tags: ['sessions'],
      summary: 'One session whole: turns, timings, tools, errors, ticket, cost, analysis',
      security: tenantSecurity,
      params: z.object({ id: sessionIdSchema }),
      response: {
        200: sessionDetailsSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => getSessionDetails({ ctx: contextOf(request), sessionId: request.params.id }),
  });
}
