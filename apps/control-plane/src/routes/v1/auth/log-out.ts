import { logOut } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function logOutRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/auth/log-out',
    schema: {
      operationId: 'logOut',
      tags: ['account'],
      summary: 'End this log-in: its access and refresh tokens work no more',
      security: tenantSecurity,
      response: {
        204: z.null().describe('The log-in is over.'),
        ...problems('UNAUTHENTICATED', 'FORBIDDEN', 'BODY_NOT_JSON', 'UNSUPPORTED_MEDIA_TYPE'),
      },
    },
    handler: async (request, reply) => {
      await logOut({ ctx: contextOf(request) });
      return reply.code(204).send(null);
    },
  });
}
