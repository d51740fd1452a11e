import { apiKeyParamsSchema, createdApiKeySchema, rotateApiKeyBodySchema } from '@parley/contracts';
import { rotateApiKey } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function rotateApiKeyRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/api-keys/:id/rotate',
    config: { idempotent: true },
    schema: {
      operationId: 'rotateApiKey',
      tags: ['keys'],
      summary: 'Make a new key in the place of one that expires',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      params: apiKeyParamsSchema,
      body: rotateApiKeyBodySchema,
      response: {
        201: createdApiKeySchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'NOT_FOUND',
          'CONFLICT',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const { params, body: input } = request;
      const created = await rotateApiKey({ ctx: contextOf(request), keyId: params.id, input });
      return reply.code(201).send(created);
    },
  });
}
