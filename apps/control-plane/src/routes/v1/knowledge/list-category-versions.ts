import { beforeRevisionQuerySchema, listKnowledgeCategoryVersionsResponseSchema } from '@parley/contracts';
import { listKnowledgeCategoryVersions } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { categoryParamsSchema } from './request-schemas.ts';

export function listCategoryVersionsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/:category/versions',
    schema: {
      operationId: 'listKnowledgeCategoryVersions',
      tags: ['knowledge'],
      summary: 'What a category was before each replacement, newest first',
      security: tenantSecurity,
      params: categoryParamsSchema,
      querystring: beforeRevisionQuerySchema,
      response: {
        200: listKnowledgeCategoryVersionsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { category } = request.params;
      const { cursor, limit } = request.query;
      const input = { before: cursor === undefined ? undefined : Number(cursor), limit };
      const page = await listKnowledgeCategoryVersions({ ctx: contextOf(request), category, input });
      return {
        versions: page.versions,
        next_cursor: page.nextBefore === null ? null : String(page.nextBefore),
      };
    },
  });
}
