import { knowledgeCategoryVersionContentSchema } from '@parley/contracts';
import { getKnowledgeCategoryVersion } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { versionParamsSchema } from './request-schemas.ts';

export function getCategoryVersionRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/:category/versions/:revision',
    schema: {
      operationId: 'getKnowledgeCategoryVersion',
      tags: ['knowledge'],
      summary: 'A category as it was',
      security: tenantSecurity,
      params: versionParamsSchema,
      response: {
        200: knowledgeCategoryVersionContentSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => {
      const { category, revision } = request.params;
      return getKnowledgeCategoryVersion({ ctx: contextOf(request), category, revision });
    },
  });
}
