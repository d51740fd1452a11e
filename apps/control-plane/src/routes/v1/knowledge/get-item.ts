import { knowledgeItemParamsSchema, knowledgeItemSchema } from '@parley/contracts';
import { getKnowledgeItem } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getItemRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/items/:item_id',
    config: { etag: true },
    schema: {
      operationId: 'getKnowledgeItem',
      tags: ['knowledge'],
      summary: 'One item',
      security: tenantSecurity,
      params: knowledgeItemParamsSchema,
      response: {
        200: knowledgeItemSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const item = await getKnowledgeItem({ ctx: contextOf(request), itemId: request.params.item_id });
      reply.header('etag', etagOf(item.revision));
      return item;
    },
  });
}
