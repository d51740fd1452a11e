import {
  knowledgeItemParamsSchema,
  knowledgeItemSchema,
  reviewKnowledgeItemBodySchema,
} from '@parley/contracts';
import { reviewKnowledgeItem } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function reviewItemRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/knowledge/items/:item_id/review',
    config: { etag: true },
    schema: {
      operationId: 'reviewKnowledgeItem',
      tags: ['knowledge'],
      summary: 'Marks an item as reviewed, or as to be reviewed',
      security: tenantSecurity,
      params: knowledgeItemParamsSchema,
      headers: ifMatchHeaders,
      body: reviewKnowledgeItemBodySchema,
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
      const { reviewed } = request.body;
      const seen = ifMatchOf(request);
      const item = await reviewKnowledgeItem({ ctx: contextOf(request), itemId, reviewed, seen });
      reply.header('etag', etagOf(item.revision));
      return item;
    },
  });
}
