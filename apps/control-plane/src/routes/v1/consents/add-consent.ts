import { addConsentBodySchema, consentSchema } from '@parley/contracts';
import { addConsent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function addConsentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/consents',
    config: { idempotent: true },
    schema: {
      operationId: 'addConsent',
      tags: ['dialing'],
      summary: 'Put on file what somebody has agreed to be called for, and what proves it',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: addConsentBodySchema,
      response: {
        201: consentSchema,
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
      reply.code(201).send(await addConsent({ ctx: contextOf(request), input: request.body })),
  });
}
