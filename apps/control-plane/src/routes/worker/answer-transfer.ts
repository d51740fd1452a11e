import { answeredTransferSchema, answerTransferBodySchema } from '@parley/contracts';
import { getSessionInTenant } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function answerTransferRoute(app: App, { contextOf, transfers }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/transfer/answer',
    config: { rateLimit: false },
    schema: {
      operationId: 'answerSessionTransfer',
      tags: ['worker'],
      summary: 'What the person who was briefed has said: takes the call, or does not',
      security: workerSecurity,
      params: sessionParamsSchema,
      body: answerTransferBodySchema,
      response: {
        200: answeredTransferSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'NOT_FOUND',
          'INVALID_TRANSITION',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      const session = await getSessionInTenant({ ctx, sessionId: sessionIdOf(request.params) });
      await transfers.answer(ctx, session, request.body);
      return { noted: true as const };
    },
  });
}
