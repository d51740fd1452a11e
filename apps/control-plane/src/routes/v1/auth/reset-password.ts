import { resetPasswordBodySchema } from '@parley/contracts';
import { resetPassword } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function resetPasswordRoute(app: App, { throttles, accountContextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/auth/password/reset',
    schema: {
      operationId: 'resetPassword',
      tags: ['account'],
      summary: 'Set a new password by a mailed link',
      description: 'The link works once. All of the person’s log-ins end.',
      body: resetPasswordBodySchema,
      response: {
        204: z.null().describe('The new password is set.'),
        ...problems(...bodyProblems, 'RATE_LIMITED'),
      },
    },
    handler: async (request, reply) => {
      const who = { address: request.ip };
      throttles.guesses.admit(who, reply);
      await resetPassword({ ctx: accountContextOf(request), input: request.body });
      throttles.guesses.forgive(who);
      return reply.code(204).send(null);
    },
  });
}
