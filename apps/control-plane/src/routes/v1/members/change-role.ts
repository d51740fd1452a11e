import { memberBodySchema, memberParamsSchema, memberSchema } from '@parley/contracts';
import { changeRole } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function changeRoleRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/members/:id',
    config: { etag: true },
    schema: {
      operationId: 'changeMemberRole',
      tags: ['members'],
      summary: 'Give a member another role',
      description: 'Only owners make and unmake owners, and the last one stays.',
      security: tenantSecurity,
      params: memberParamsSchema,
      headers: ifMatchHeaders,
      body: memberBodySchema,
      response: {
        200: memberSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'NOT_FOUND',
          'CONFLICT',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { member, revision } = await changeRole({
        ctx: contextOf(request),
        userId: request.params.id,
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      return reply.header('etag', etagOf(revision)).send(member);
    },
  });
}
