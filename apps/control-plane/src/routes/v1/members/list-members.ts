import { listMembersQuerySchema, listMembersResponseSchema } from '@parley/contracts';
import { listMembers } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listMembersRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/members',
    schema: {
      operationId: 'listMembers',
      tags: ['members'],
      summary: 'Who works with the tenant, the newest account first',
      security: tenantSecurity,
      querystring: listMembersQuerySchema,
      response: {
        200: listMembersResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'ADDRESS_NOT_ALLOWED'),
      },
    },
    handler: async (request) => {
      const { members, nextCursor } = await listMembers({ ctx: contextOf(request), input: request.query });
      return { members, next_cursor: nextCursor };
    },
  });
}
