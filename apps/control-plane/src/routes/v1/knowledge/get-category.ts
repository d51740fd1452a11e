import { knowledgeCategoryContentSchema } from '@parley/contracts';
import { getKnowledgeCategory } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { categoryParamsSchema } from './request-schemas.ts';

export function getCategoryRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/:category',
    config: { etag: true },
    schema: {
      operationId: 'getKnowledgeCategory',
      tags: ['knowledge'],
      summary: 'All items of a category',
      security: tenantSecurity,
      params: categoryParamsSchema,
      response: {
        200: knowledgeCategoryContentSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request, reply) => {
      const { category } = request.params;
      const content = await getKnowledgeCategory({ ctx: contextOf(request), category });
      reply.header('etag', etagOf(content.revision));
      return content;
    },
  });
}
