import { knowledgeDocumentParamsSchema } from '@parley/contracts';
import { deleteKnowledgeDocument } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../../dependencies.ts';
import { tenantSecurity } from '../../../../plugins/describe-api.ts';
import { problems } from '../../../../plugins/problem.ts';
import type { App } from '../../../app-type.ts';

export function deleteDocumentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/knowledge/documents/:document_id',
    schema: {
      operationId: 'deleteKnowledgeDocument',
      tags: ['knowledge'],
      summary: 'Takes a document out, and its passages with it',
      security: tenantSecurity,
      params: knowledgeDocumentParamsSchema,
      response: {
        204: z.null().describe('Gone, and found no more.'),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      await deleteKnowledgeDocument({ ctx: contextOf(request), documentId: request.params.document_id });
      return reply.code(204).send(null);
    },
  });
}
