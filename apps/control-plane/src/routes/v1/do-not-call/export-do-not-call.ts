import { Readable } from 'node:stream';
import { exportDoNotCall } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function exportDoNotCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/do-not-call/export',
    schema: {
      operationId: 'exportDoNotCall',
      tags: ['dialing'],
      summary: 'The whole do-not-call list as CSV (RFC 4180), as an import takes it',
      security: tenantSecurity,
      response: {
        200: { description: 'One line a number', content: { 'text/csv': { schema: z.string() } } },
        ...problems('UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request, reply) => {
      const lines = await exportDoNotCall({ ctx: contextOf(request) });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="do-not-call.csv"')
        .send(Readable.from(lines) as never);
    },
  });
}
