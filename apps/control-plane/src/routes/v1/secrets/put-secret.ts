import { putSecretBodySchema, secretParamsSchema, secretSchema } from '@parley/contracts';
import { putSecret } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function putSecretRoute(app: App, { contextOf, vault }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/secrets/:provider',
    config: { etag: true },
    schema: {
      operationId: 'putSecret',
      tags: ['secrets'],
      summary: 'Keep the tenant’s key of a provider, in place of an earlier one',
      security: tenantSecurity,
      params: secretParamsSchema,
      headers: ifMatchHeaders,
      body: putSecretBodySchema,
      response: {
        200: secretSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const input = { provider: request.params.provider, value: request.body.value };
      const ifRevision = ifMatchOf(request);
      const { secret, revision } = await putSecret({ ctx: contextOf(request), vault, input, ifRevision });
      return reply.header('etag', etagOf(revision)).send(secret);
    },
  });
}
