import {
  documentPassagesSchema,
  knowledgeDocumentParamsSchema,
  listDocumentPassagesQuerySchema,
} from '@parley/contracts';
import { listDocumentPassages } from '@parley/core';
import type { Dependencies } from '../../../../dependencies.ts';
import { tenantSecurity } from '../../../../plugins/describe-api.ts';
import { problems } from '../../../../plugins/problem.ts';
import type { App } from '../../../app-type.ts';

export function listPassagesRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/documents/:document_id/passages',
    schema: {
      operationId: 'listKnowledgeDocumentPassages',
      tags: ['knowledge'],
      summary: 'The text of a document as it is searched, from its beginning',
      security: tenantSecurity,
      params: knowledgeDocumentParamsSchema,
      querystring: listDocumentPassagesQuerySchema,
      response: {
        200: documentPassagesSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const { passages, nextFrom } = await listDocumentPassages({
        ctx: contextOf(request),
        documentId: request.params.document_id,
        input: { from: cursor === undefined ? undefined : Number(cursor), limit },
      });
      return { passages, next_cursor: nextFrom === null ? null : String(nextFrom) };
    },
  });
}
