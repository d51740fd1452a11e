import { searchKnowledgeBodySchema, searchKnowledgeResponseSchema } from '@parley/contracts';
import { getSessionInTenant, searchKnowledge } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function searchKnowledgeRoute(app: App, { contextOf, embeddings }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/knowledge/search',
    config: { rateLimit: false },
    schema: {
      operationId: 'searchSessionKnowledge',
      tags: ['worker'],
      summary: 'What the tenant’s knowledge says to a question',
      security: workerSecurity,
      params: sessionParamsSchema,
      body: searchKnowledgeBodySchema,
      response: {
        200: searchKnowledgeResponseSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'NOT_FOUND',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      await getSessionInTenant({ ctx, sessionId: sessionIdOf(request.params) });
      return { hits: await searchKnowledge({ ctx, embedder: embeddings?.embedder, input: request.body }) };
    },
  });
}
