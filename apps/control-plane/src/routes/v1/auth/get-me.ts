import { meSchema } from '@parley/contracts';
import { getMe } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getMeRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/auth/me',
    schema: {
      operationId: 'getMe',
      tags: ['account'],
      summary: 'Who is logged in, where, and what they may do',
      security: tenantSecurity,
      response: { 200: meSchema, ...problems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND') },
    },
    handler: async (request) => getMe({ ctx: contextOf(request) }),
  });
}
