import { logInBodySchema, logInResponseSchema } from '@parley/contracts';
import { DomainError, logIn } from '@parley/core';
import { accessTokenTtlSeconds, issueAccessToken } from '../../auth/access-token.ts';
import type { Dependencies } from '../../dependencies.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';
import { LoginThrottle } from './login-throttle.ts';

export function logInRoute(app: App, { database, config, clock }: Dependencies): void {
  const throttle = new LoginThrottle(clock);
  app.route({
    method: 'POST',
    url: '/login',
    schema: {
      tags: ['account'],
      summary: 'Get an access token for an e-mail address and its password',
      body: logInBodySchema,
      response: {
        200: logInResponseSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'INVALID_CREDENTIALS',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'RATE_LIMITED',
        ),
      },
    },
    handler: async ({ body, ip }, reply) => {
      const who = { email: body.email, address: ip };
      const wait = throttle.waitSeconds(who);
      if (wait > 0) {
        reply.header('retry-after', wait);
        throw new DomainError('RATE_LIMITED', `Too many failed tries. Wait ${wait} s.`);
      }
      const user = await logIn({ db: database.db, input: body }).catch((error: unknown) => {
        if (error instanceof DomainError) throttle.noteFailure(who);
        throw error;
      });
      throttle.noteSuccess(who);
      const claims = { sub: user.userId, tid: user.tenantId, role: user.role };
      return {
        access_token: await issueAccessToken(claims, { secret: config.secret, now: clock.now() }),
        token_type: 'Bearer' as const,
        expires_in: accessTokenTtlSeconds,
        tenant_id: user.tenantId,
        tenant_name: user.tenantName,
        user_id: user.userId,
      };
    },
  });
}
