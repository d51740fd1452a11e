import { addDoNotCallBodySchema, doNotCallEntrySchema } from '@parley/contracts';
import { addDoNotCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function addDoNotCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/do-not-call',
    config: { idempotent: true },
    schema: {
      operationId: 'addDoNotCall',
      tags: ['dialing'],
      summary: 'Never call a number again, or not before a date',
      description:
        'For whoever may call. A number that is listed already stays, for the longer of both times.',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: addDoNotCallBodySchema,
      response: {
        201: doNotCallEntrySchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await addDoNotCall({ ctx: contextOf(request), input: request.body })),
  });
}
