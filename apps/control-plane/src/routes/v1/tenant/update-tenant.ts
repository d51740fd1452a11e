import { tenantBodySchema, tenantSchema } from '@parley/contracts';
import { updateTenant } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function updateTenantRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/tenant',
    config: { etag: true },
    schema: {
      operationId: 'updateTenant',
      tags: ['account'],
      summary: 'Replace name, settings, quotas and allowed addresses',
      security: tenantSecurity,
      headers: ifMatchHeaders,
      body: tenantBodySchema,
      response: {
        200: tenantSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { tenant, revision } = await updateTenant({
        ctx: contextOf(request),
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      return reply.header('etag', etagOf(revision)).send(tenant);
    },
  });
}
