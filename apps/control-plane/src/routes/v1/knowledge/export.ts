import { exportKnowledgeQuerySchema, exportKnowledgeResponseSchema } from '@parley/contracts';
import { exportKnowledge, writeKnowledgeCsv } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function exportRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/knowledge/export',
    schema: {
      operationId: 'exportKnowledge',
      tags: ['knowledge'],
      summary: 'Everything, as JSON or CSV',
      security: tenantSecurity,
      querystring: exportKnowledgeQuerySchema,
      response: {
        200: {
          description: 'The items',
          content: {
            'application/json': { schema: exportKnowledgeResponseSchema },
            'text/csv': { schema: z.string() },
          },
        },
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      const items = await exportKnowledge({ ctx, input: request.query });
      const { format } = request.query;
      reply.header('content-disposition', `attachment; filename="knowledge.${format}"`);
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(writeKnowledgeCsv(items));
      return { exported_at: ctx.now().toISOString(), items };
    },
  });
}
