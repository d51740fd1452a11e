import { changePasswordBodySchema } from '@parley/contracts';
import { changePassword } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from './auth-problems.ts';

export function changePasswordRoute(app: App, { throttles, contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/auth/password',
    schema: {
      operationId: 'changePassword',
      tags: ['account'],
      summary: 'Change one’s own password',
      description: 'All of the person’s other log-ins end.',
      security: tenantSecurity,
      body: changePasswordBodySchema,
      response: {
        204: z.null().describe('The new password is set.'),
        ...problems(...bodyProblems, 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED'),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      const account = ctx.actor.type === 'user' ? ctx.actor.userId : undefined;
      const who = { ...(account && { account }), address: request.ip };
      throttles.guesses.admit(who, reply);
      await changePassword({ ctx, input: request.body });
      throttles.guesses.forgive(who);
      return reply.code(204).send(null);
    },
  });
}
