import { tenantSchema } from '@parley/contracts';
import { setTenantStatus } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function resumeTenantRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/tenant/resume',
    config: { etag: true },
    schema: {
      operationId: 'resumeTenant',
      tags: ['account'],
      summary: 'Let calls begin again',
      description: 'For owners.',
      security: tenantSecurity,
      response: {
        200: tenantSchema,
        ...problems('UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED'),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      const { tenant, revision } = await setTenantStatus({ ctx, status: 'active' });
      return reply.header('etag', etagOf(revision)).send(tenant);
    },
  });
}
