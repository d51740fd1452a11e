import { knowledgeDocumentParamsSchema, knowledgeDocumentSchema } from '@parley/contracts';
import { getKnowledgeDocument } from '@parley/core';
import type { Dependencies } from '../../../../dependencies.ts';
import { tenantSecurity } from '../../../../plugins/describe-api.ts';
import { problems } from '../../../../plugins/problem.ts';
import type { App } from '../../../app-type.ts';

export function getDocumentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/documents/:document_id',
    schema: {
      operationId: 'getKnowledgeDocument',
      tags: ['knowledge'],
      summary: 'One document',
      security: tenantSecurity,
      params: knowledgeDocumentParamsSchema,
      response: {
        200: knowledgeDocumentSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: (request) =>
      getKnowledgeDocument({ ctx: contextOf(request), documentId: request.params.document_id }),
  });
}
