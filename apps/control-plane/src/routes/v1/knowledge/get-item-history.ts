import {
  beforeRevisionQuerySchema,
  knowledgeItemHistorySchema,
  knowledgeItemParamsSchema,
} from '@parley/contracts';
import { getKnowledgeItemHistory } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getItemHistoryRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/items/:item_id/history',
    schema: {
      operationId: 'getKnowledgeItemHistory',
      tags: ['knowledge'],
      summary: 'An item after each change, newest first',
      security: tenantSecurity,
      params: knowledgeItemParamsSchema,
      querystring: beforeRevisionQuerySchema,
      response: {
        200: knowledgeItemHistorySchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const input = { before: cursor === undefined ? undefined : Number(cursor), limit };
      const itemId = request.params.item_id;
      const page = await getKnowledgeItemHistory({ ctx: contextOf(request), itemId, input });
      return {
        versions: page.versions,
        next_cursor: page.nextBefore === null ? null : String(page.nextBefore),
      };
    },
  });
}
