import { knowledgeCategoryContentSchema } from '@parley/contracts';
import { restoreKnowledgeCategory } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { versionParamsSchema } from './request-schemas.ts';

export function restoreCategoryRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/knowledge/:category/versions/:revision/restore',
    config: { etag: true },
    schema: {
      operationId: 'restoreKnowledgeCategory',
      tags: ['knowledge'],
      summary: 'Brings back a category as it was; what is there now is kept as a version',
      security: tenantSecurity,
      params: versionParamsSchema,
      headers: ifMatchHeaders,
      response: {
        200: knowledgeCategoryContentSchema,
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
      const { category, revision } = request.params;
      const seen = ifMatchOf(request);
      const content = await restoreKnowledgeCategory({ ctx: contextOf(request), category, revision, seen });
      reply.header('etag', etagOf(content.revision));
      return content;
    },
  });
}
