import { personLogInBodySchema, personLogInResponseSchema } from '@parley/contracts';
import { logInThrottled } from '../../../auth/log-in-throttled.ts';
import { toTokenPair } from '../../../auth/to-token-pair.ts';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function logInRoute(app: App, dependencies: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/auth/log-in',
    schema: {
      operationId: 'logIn',
      tags: ['account'],
      summary: 'Log in with e-mail address and password',
      body: personLogInBodySchema,
      response: {
        200: personLogInResponseSchema,
        ...problems(...bodyProblems, 'INVALID_CREDENTIALS', 'NOT_FOUND', 'RATE_LIMITED'),
      },
    },
    handler: async (request, reply) => {
      const user = await logInThrottled(dependencies, { request, reply, input: request.body });
      reply.header('cache-control', 'no-store');
      return { ...(await toTokenPair(dependencies, user)), memberships: user.memberships };
    },
  });
}
