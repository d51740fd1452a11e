import { optedOutSchema, optOutBodySchema } from '@parley/contracts';
import { addDoNotCall, getSessionInTenant } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function optOutRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/opt-out',
    config: { rateLimit: false },
    schema: {
      operationId: 'optOutOfCalls',
      tags: ['worker'],
      summary: 'The person on the telephone wants no more calls; asking again changes nothing',
      description:
        '400 VALIDATION_FAILED: the number is not known, as in a browser, or where the caller hides it.',
      security: workerSecurity,
      params: sessionParamsSchema,
      body: optOutBodySchema,
      response: {
        200: optedOutSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'NOT_FOUND',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      const sessionId = sessionIdOf(request.params);
      await getSessionInTenant({ ctx, sessionId });
      const { number } = await addDoNotCall({ ctx, input: { ...request.body, sessionId } });
      return { number };
    },
  });
}
