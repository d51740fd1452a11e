import { getAnalysisQuerySchema, sessionAnalysisSchema, sessionIdSchema } from '@parley/contracts';
import { getAnalysis } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getAnalysisRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/sessions/:id/analysis',
    schema: {
      operationId: 'getSessionAnalysis',
      tags: ['sessions'],
      summary: 'What a language model makes of the call, or why there is nothing',
      description: 'Every claim names the turns of the transcript that it rests on.',
      security: tenantSecurity,
      params: z.object({ id: sessionIdSchema }),
      querystring: getAnalysisQuerySchema,
      response: {
        200: sessionAnalysisSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) =>
      getAnalysis({ ctx: contextOf(request), sessionId: request.params.id, input: request.query }),
  });
}
