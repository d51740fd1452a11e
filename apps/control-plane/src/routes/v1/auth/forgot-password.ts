import { acceptedSchema, forgotPasswordBodySchema } from '@parley/contracts';
import { requestPasswordReset } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import { publicUrlOf } from '../../../public-url-of.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function forgotPasswordRoute(app: App, dependencies: Dependencies): void {
  const { config, throttles, afterwards, mailer, accountContextOf } = dependencies;
  // In the fragment, which no server's log gets to see.
  const linkTo = `${publicUrlOf(config)}/reset-password#token=`;
  app.route({
    method: 'POST',
    url: '/auth/password/forgot',
    schema: {
      operationId: 'forgotPassword',
      tags: ['account'],
      summary: 'Mail a link that sets a new password',
      description:
        'The answer is the same whether or not the address has an account. The link lives an hour.',
      body: forgotPasswordBodySchema,
      response: { 202: acceptedSchema, ...problems(...bodyProblems, 'RATE_LIMITED') },
    },
    handler: async (request, reply) => {
      const { email } = request.body;
      throttles.mails.admit({ account: email, address: request.ip }, reply);
      const ctx = accountContextOf(request);
      afterwards.do('mail a reset link', () => requestPasswordReset({ ctx, mailer, linkTo, email }));
      reply.code(202);
      return { status: 'accepted' as const };
    },
  });
}
