import { searchKnowledgeBodySchema, searchKnowledgeResponseSchema } from '@parley/contracts';
import { searchKnowledge } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function searchRoute(app: App, { contextOf, embeddings }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/knowledge/search',
    schema: {
      operationId: 'searchKnowledge',
      tags: ['knowledge'],
      summary: 'What the knowledge says to a question, as an agent would find it',
      security: tenantSecurity,
      body: searchKnowledgeBodySchema,
      response: {
        200: searchKnowledgeResponseSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      return { hits: await searchKnowledge({ ctx, embedder: embeddings?.embedder, input: request.body }) };
    },
  });
}
