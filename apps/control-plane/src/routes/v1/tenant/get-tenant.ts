import { tenantSchema } from '@parley/contracts';
import { getTenant } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getTenantRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/tenant',
    config: { etag: true },
    schema: {
      operationId: 'getTenant',
      tags: ['account'],
      summary: 'The account, with its ETag',
      security: tenantSecurity,
      response: {
        200: tenantSchema,
        ...problems('UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED'),
      },
    },
    handler: async (request, reply) => {
      const { tenant, revision } = await getTenant({ ctx: contextOf(request) });
      return reply.header('etag', etagOf(revision)).send(tenant);
    },
  });
}
