import { knowledgeDocumentsSchema, listKnowledgeDocumentsQuerySchema } from '@parley/contracts';
import { listKnowledgeDocuments } from '@parley/core';
import type { Dependencies } from '../../../../dependencies.ts';
import { tenantSecurity } from '../../../../plugins/describe-api.ts';
import { problems } from '../../../../plugins/problem.ts';
import type { App } from '../../../app-type.ts';

export function listDocumentsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/documents',
    schema: {
      operationId: 'listKnowledgeDocuments',
      tags: ['knowledge'],
      summary: 'Documents, newest first',
      security: tenantSecurity,
      querystring: listKnowledgeDocumentsQuerySchema,
      response: {
        200: knowledgeDocumentsSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const input = request.query;
      const { documents, nextCursor } = await listKnowledgeDocuments({ ctx: contextOf(request), input });
      return { documents, next_cursor: nextCursor };
    },
  });
}
