import { listDoNotCallQuerySchema, listDoNotCallResponseSchema } from '@parley/contracts';
import { listDoNotCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listDoNotCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/do-not-call',
    schema: {
      operationId: 'listDoNotCall',
      tags: ['dialing'],
      summary: 'List the numbers that are not called, newest first',
      security: tenantSecurity,
      querystring: listDoNotCallQuerySchema,
      response: {
        200: listDoNotCallResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { entries, nextCursor } = await listDoNotCall({ ctx: contextOf(request), input: request.query });
      return { entries, next_cursor: nextCursor };
    },
  });
}
