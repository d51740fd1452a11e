import { listAuditQuerySchema, listAuditResponseSchema } from '@parley/contracts';
import { listAudit } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listAuditRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/audit',
    schema: {
      operationId: 'listAudit',
      tags: ['audit'],
      summary: 'Who did what, newest first',
      security: tenantSecurity,
      querystring: listAuditQuerySchema,
      response: {
        200: listAuditResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { action, target_type, target_id, cursor, limit } = request.query;
      const input = { action, targetType: target_type, targetId: target_id, before: cursor, limit };
      const { entries, nextBefore } = await listAudit({ ctx: contextOf(request), input });
      return { entries, next_cursor: nextBefore === null ? null : String(nextBefore) };
    },
  });
}
