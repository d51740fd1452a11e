import { sessionAnalysisSchema, sessionIdSchema } from '@parley/contracts';
import { requestAnalysis } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function requestAnalysisRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/sessions/:id/analysis',
    config: { idempotent: true },
    schema: {
      operationId: 'requestSessionAnalysis',
      tags: ['sessions'],
      summary: 'Analyses the call once more, as a new version; while one is pending, that is the one',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      params: z.object({ id: sessionIdSchema }),
      response: {
        202: sessionAnalysisSchema,
        ...problems(
          'VALIDATION_FAILED',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'NOT_FOUND',
          'INVALID_TRANSITION',
          'QUOTA_EXCEEDED',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const analysis = await requestAnalysis({ ctx: contextOf(request), sessionId: request.params.id });
      return reply.code(202).send(analysis);
    },
  });
}
