import { acceptedSchema, signUpBodySchema, type UserId } from '@parley/contracts';
import { requestPasswordReset, signUp, signUpMail, unconfirmedMail } from '@parley/core';
import { issueConfirmationToken } from '../../../auth/confirmation-token.ts';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import { publicUrlOf } from '../../../public-url-of.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function signUpRoute(app: App, dependencies: Dependencies): void {
  const { config, clock, throttles, afterwards, mailer, accountContextOf } = dependencies;
  // In the fragment, which no server's log gets to see.
  const confirmLink = async (userId: UserId) => {
    const token = await issueConfirmationToken(userId, { secret: config.secret, now: clock.now() });
    return `${publicUrlOf(config)}/confirm#token=${token}`;
  };
  const linkTo = `${publicUrlOf(config)}/reset-password#token=`;
  const resetBy = { mailer, linkTo, compose: unconfirmedMail };
  app.route({
    method: 'POST',
    url: '/auth/sign-up',
    schema: {
      operationId: 'signUp',
      tags: ['account'],
      summary: 'Make an account and a tenant that it owns',
      description:
        'The answer is the same for an address that has an account. A mail tells its owner, and holds the link that confirms the address where mail can be sent.',
      body: signUpBodySchema,
      response: { 202: acceptedSchema, ...problems(...bodyProblems, 'RATE_LIMITED') },
    },
    handler: async (request, reply) => {
      const { body: input, ip: address } = request;
      throttles.mails.admit({ account: input.email, address }, reply);
      const ctx = accountContextOf(request);
      const signedUp = await signUp({ ctx, input, confirm: mailer.delivers });
      afterwards.do('mail about a sign-up', async () => {
        const { result } = signedUp;
        if (result === 'unconfirmed') return requestPasswordReset({ ...resetBy, ctx, email: input.email });
        const link = result === 'to_confirm' ? await confirmLink(signedUp.userId) : publicUrlOf(config);
        await mailer.send(signUpMail({ to: input.email, result, link }));
      });
      reply.code(202);
      return { status: 'accepted' as const };
    },
  });
}
