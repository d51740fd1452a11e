import { createPhoneNumberBodySchema, phoneNumberSchema } from '@parley/contracts';
import { createNumber } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function createNumberRoute(app: App, { contextOf, trunkSync }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/numbers',
    config: { idempotent: true },
    schema: {
      operationId: 'createPhoneNumber',
      tags: ['telephone'],
      summary: 'Add a number of a trunk, and say who answers it',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: createPhoneNumberBodySchema,
      response: {
        201: phoneNumberSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'CONFLICT',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const created = await createNumber({ ctx: contextOf(request), input: request.body });
      trunkSync.soon();
      return reply.code(201).send(created);
    },
  });
}
