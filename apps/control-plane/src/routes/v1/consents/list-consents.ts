import { listConsentsQuerySchema, listConsentsResponseSchema } from '@parley/contracts';
import { listConsents } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listConsentsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/consents',
    schema: {
      operationId: 'listConsents',
      tags: ['dialing'],
      summary: 'List the consents on file, of one number or all, newest first',
      security: tenantSecurity,
      querystring: listConsentsQuerySchema,
      response: {
        200: listConsentsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { consents, nextCursor } = await listConsents({ ctx: contextOf(request), input: request.query });
      return { consents, next_cursor: nextCursor };
    },
  });
}
