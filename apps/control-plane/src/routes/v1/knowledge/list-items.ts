import { knowledgeItemsSchema, listKnowledgeItemsQuerySchema } from '@parley/contracts';
import { listKnowledgeItems } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listItemsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/items',
    schema: {
      operationId: 'listKnowledgeItems',
      tags: ['knowledge'],
      summary: 'Items of all categories, newest first',
      security: tenantSecurity,
      querystring: listKnowledgeItemsQuerySchema,
      response: {
        200: knowledgeItemsSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { items, nextCursor } = await listKnowledgeItems({
        ctx: contextOf(request),
        input: request.query,
      });
      return { items, next_cursor: nextCursor };
    },
  });
}
