import { confirmEmailBodySchema } from '@parley/contracts';
import { confirmEmail, DomainError } from '@parley/core';
import { z } from 'zod';
import { verifyConfirmationToken } from '../../../auth/confirmation-token.ts';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function confirmEmailRoute(app: App, dependencies: Dependencies): void {
  const { config, clock, throttles, accountContextOf } = dependencies;
  app.route({
    method: 'POST',
    url: '/auth/confirm',
    schema: {
      operationId: 'confirmEmail',
      tags: ['account'],
      summary: 'Confirm an address by a mailed link',
      description: 'Where mail can be sent, a new account can log in once this is done.',
      body: confirmEmailBodySchema,
      response: {
        204: z.null().describe('The address is confirmed.'),
        ...problems(...bodyProblems, 'RATE_LIMITED'),
      },
    },
    handler: async (request, reply) => {
      const who = { address: request.ip };
      throttles.guesses.admit(who, reply);
      const options = { secret: config.secret, now: clock.now() };
      const userId = await verifyConfirmationToken(request.body.token, options);
      if (!userId) throw unusable();
      await confirmEmail({ ctx: accountContextOf(request), userId });
      throttles.guesses.forgive(who);
      return reply.code(204).send(null);
    },
  });
}

const unusable = () =>
  new DomainError('VALIDATION_FAILED', 'This link does not work any more.', [
    { path: 'token', message: 'This link does not work any more. Sign up again for a new one.' },
  ]);
