import { createKnowledgeItemBodySchema, knowledgeItemSchema } from '@parley/contracts';
import { createKnowledgeItem } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function createItemRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/knowledge/items',
    config: { idempotent: true, etag: true },
    schema: {
      operationId: 'createKnowledgeItem',
      tags: ['knowledge'],
      summary: 'Adds an item',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: createKnowledgeItemBodySchema,
      response: {
        201: knowledgeItemSchema,
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
    handler: async (request, reply) => {
      const item = await createKnowledgeItem({ ctx: contextOf(request), input: request.body });
      return reply.code(201).header('etag', etagOf(item.revision)).send(item);
    },
  });
}
