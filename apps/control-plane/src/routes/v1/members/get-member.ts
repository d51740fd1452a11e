import { memberParamsSchema, memberSchema } from '@parley/contracts';
import { getMember } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getMemberRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/members/:id',
    config: { etag: true },
    schema: {
      operationId: 'getMember',
      tags: ['members'],
      summary: 'One member, with its ETag',
      security: tenantSecurity,
      params: memberParamsSchema,
      response: {
        200: memberSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const { member, revision } = await getMember({ ctx: contextOf(request), userId: request.params.id });
      return reply.header('etag', etagOf(revision)).send(member);
    },
  });
}
