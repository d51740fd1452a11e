import { refreshBodySchema, tokenPairSchema } from '@parley/contracts';
import { refresh } from '@parley/core';
import { toTokenPair } from '../../../auth/to-token-pair.ts';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function refreshRoute(app: App, dependencies: Dependencies): void {
  const { throttles, accountContextOf } = dependencies;
  app.route({
    method: 'POST',
    url: '/auth/refresh',
    schema: {
      operationId: 'refreshLogIn',
      tags: ['account'],
      summary: 'Get the next pair of tokens',
      description: 'A refresh token works once. One that is shown again ends its log-in.',
      body: refreshBodySchema,
      response: { 200: tokenPairSchema, ...problems(...bodyProblems, 'UNAUTHENTICATED', 'RATE_LIMITED') },
    },
    handler: async (request, reply) => {
      const who = { address: request.ip };
      throttles.guesses.admit(who, reply);
      const input = { refreshToken: request.body.refresh_token };
      const refreshed = await refresh({ ctx: accountContextOf(request), input });
      throttles.guesses.forgive(who);
      reply.header('cache-control', 'no-store');
      return toTokenPair(dependencies, refreshed);
    },
  });
}
