import { knowledgeCategoryContentSchema, replaceKnowledgeCategoryBodySchema } from '@parley/contracts';
import { replaceKnowledgeCategory } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { knowledgeBodyLimit } from './body-limit.ts';
import { categoryParamsSchema } from './request-schemas.ts';

export function replaceCategoryRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/knowledge/:category',
    config: { etag: true },
    bodyLimit: knowledgeBodyLimit,
    schema: {
      operationId: 'replaceKnowledgeCategory',
      tags: ['knowledge'],
      summary: 'Puts these items in the place of all that are there; those are kept as a version',
      security: tenantSecurity,
      params: categoryParamsSchema,
      headers: ifMatchHeaders,
      body: replaceKnowledgeCategoryBodySchema,
      response: {
        200: knowledgeCategoryContentSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { category } = request.params;
      const seen = ifMatchOf(request);
      const input = request.body;
      const content = await replaceKnowledgeCategory({ ctx: contextOf(request), category, input, seen });
      reply.header('etag', etagOf(content.revision));
      return content;
    },
  });
}
