import { knowledgeItemParamsSchema } from '@parley/contracts';
import { deleteKnowledgeItem } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function deleteItemRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/knowledge/items/:item_id',
    schema: {
      operationId: 'deleteKnowledgeItem',
      tags: ['knowledge'],
      summary: 'Takes an item out; its history stays',
      security: tenantSecurity,
      params: knowledgeItemParamsSchema,
      headers: ifMatchHeaders,
      response: {
        204: z.null().describe('Gone; its history stays.'),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'PRECONDITION_FAILED'),
      },
    },
    handler: async (request, reply) => {
      const itemId = request.params.item_id;
      await deleteKnowledgeItem({ ctx: contextOf(request), itemId, seen: ifMatchOf(request) });
      return reply.code(204).send(null);
    },
  });
}
