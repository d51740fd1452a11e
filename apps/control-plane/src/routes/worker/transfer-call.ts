import { callSchema, transferCallBodySchema } from '@parley/contracts';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function transferSessionRoute(app: App, { contextOf, transfers }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/transfer',
    config: { rateLimit: false },
    schema: {
      operationId: 'transferSessionCall',
      tags: ['worker'],
      summary: 'Pass the session’s telephone call on to one of the agent’s transfer targets',
      security: workerSecurity,
      params: sessionParamsSchema,
      body: transferCallBodySchema,
      response: {
        202: callSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'CALL_BLOCKED',
          'NOT_FOUND',
          'INVALID_TRANSITION',
          'CONFLICT',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: async (request, reply) => {
      const sessionId = sessionIdOf(request.params);
      const call = await transfers.begin(contextOf(request), { sessionId }, request.body);
      return reply.code(202).send(call);
    },
  });
}
