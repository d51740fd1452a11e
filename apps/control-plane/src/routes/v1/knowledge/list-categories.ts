import { listKnowledgeCategoriesResponseSchema } from '@parley/contracts';
import { listKnowledgeCategories } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listCategoriesRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/categories',
    schema: {
      operationId: 'listKnowledgeCategories',
      tags: ['knowledge'],
      summary: 'The eighteen categories, with the JSON Schema of each',
      security: tenantSecurity,
      response: {
        200: listKnowledgeCategoriesResponseSchema,
        ...problems('UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      return { categories: await listKnowledgeCategories({ ctx: contextOf(request) }) };
    },
  });
}
