import { dialPolicySchema } from '@parley/contracts';
import { putDialPolicy } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function putDialPolicyRoute(app: App, { contextOf, dialer }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/dial-policy',
    config: { etag: true },
    schema: {
      operationId: 'putDialPolicy',
      tags: ['dialing'],
      summary: 'Replace what the calls out may be: where to, when, how often, for how much',
      description:
        'It holds from the next dial on, also for calls that wait. What is left out is as by default.',
      security: tenantSecurity,
      headers: ifMatchHeaders,
      body: dialPolicySchema,
      response: {
        200: dialPolicySchema,
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
      const ctx = contextOf(request);
      const kept = await putDialPolicy({ ctx, input: request.body, ifRevision: ifMatchOf(request) });
      dialer.soon();
      return reply.header('etag', etagOf(kept.revision)).send(kept.policy);
    },
  });
}
