import { logInBodySchema, logInResponseSchema } from '@parley/contracts';
import { issueAccessToken, longAccessTokenTtlSeconds } from '../../auth/access-token.ts';
import { logInThrottled } from '../../auth/log-in-throttled.ts';
import type { Dependencies } from '../../dependencies.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';

/** The log-in of the first release: one long token, and none to refresh it with. */
export function logInRoute(app: App, dependencies: Dependencies): void {
  const { config, clock } = dependencies;
  app.route({
    method: 'POST',
    url: '/login',
    schema: {
      operationId: 'logInForLongToken',
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
    handler: async (request, reply) => {
      const user = await logInThrottled(dependencies, { request, reply, input: request.body });
      const claims = { sub: user.userId, tid: user.tenantId, role: user.role, fam: user.familyId };
      const ttlSeconds = longAccessTokenTtlSeconds;
      return {
        access_token: await issueAccessToken(claims, { secret: config.secret, now: clock.now(), ttlSeconds }),
        token_type: 'Bearer' as const,
        expires_in: ttlSeconds,
        tenant_id: user.tenantId,
        tenant_name: user.tenantName,
        user_id: user.userId,
      };
    },
  });
}
