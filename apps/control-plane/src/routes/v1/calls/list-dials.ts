import { callParamsSchema, listDialsResponseSchema } from '@parley/contracts';
import { listDials } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listDialsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/calls/:id/dials',
    schema: {
      operationId: 'listDials',
      tags: ['telephone'],
      summary: 'Read why a call was dialled, waits, or was blocked, and what that rests on',
      security: tenantSecurity,
      params: callParamsSchema,
      response: {
        200: listDialsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => ({
      dials: await listDials({ ctx: contextOf(request), callId: request.params.id }),
    }),
  });
}
