import { apiKeyBodySchema, createdApiKeySchema } from '@parley/contracts';
import { createApiKey } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function createApiKeyRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/api-keys',
    config: { idempotent: true },
    schema: {
      operationId: 'createApiKey',
      tags: ['keys'],
      summary: 'Make an API key; it is shown this once',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: apiKeyBodySchema,
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
          'CONFLICT',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const created = await createApiKey({ ctx: contextOf(request), input: request.body });
      return reply.code(201).send(created);
    },
  });
}
