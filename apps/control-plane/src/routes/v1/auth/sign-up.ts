import { acceptedSchema, signUpBodySchema } from '@parley/contracts';
import { signUp, signUpMail } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import { publicUrlOf } from '../../../public-url-of.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function signUpRoute(app: App, dependencies: Dependencies): void {
  const { config, throttles, afterwards, mailer, accountContextOf } = dependencies;
  app.route({
    method: 'POST',
    url: '/auth/sign-up',
    schema: {
      operationId: 'signUp',
      tags: ['account'],
      summary: 'Make an account and a tenant that it owns',
      description: 'The answer is the same for an address that has an account. A mail tells its owner.',
      body: signUpBodySchema,
      response: { 202: acceptedSchema, ...problems(...bodyProblems, 'RATE_LIMITED') },
    },
    handler: async (request, reply) => {
      const { body: input, ip: address } = request;
      throttles.mails.admit({ account: input.email, address }, reply);
      const isNew = await signUp({ ctx: accountContextOf(request), input });
      const mail = signUpMail({ to: input.email, isNew, link: publicUrlOf(config) });
      afterwards.do('mail about a sign-up', () => mailer.send(mail));
      reply.code(202);
      return { status: 'accepted' as const };
    },
  });
}
