import { knowledgeItemBodySchema, knowledgeItemParamsSchema, knowledgeItemSchema } from '@parley/contracts';
import { updateKnowledgeItem } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function updateItemRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/knowledge/items/:item_id',
    config: { etag: true },
    schema: {
      operationId: 'updateKnowledgeItem',
      tags: ['knowledge'],
      summary: 'Writes an item anew',
      security: tenantSecurity,
      params: knowledgeItemParamsSchema,
      headers: ifMatchHeaders,
      body: knowledgeItemBodySchema,
      response: {
        200: knowledgeItemSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'NOT_FOUND',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const itemId = request.params.item_id;
      const seen = ifMatchOf(request);
      const item = await updateKnowledgeItem({ ctx: contextOf(request), itemId, input: request.body, seen });
      reply.header('etag', etagOf(item.revision));
      return item;
    },
  });
}
