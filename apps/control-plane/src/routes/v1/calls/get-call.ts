import { callParamsSchema, callSchema } from '@parley/contracts';
import { getCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/calls/:id',
    schema: {
      operationId: 'getCall',
      tags: ['telephone'],
      summary: 'Read a telephone call',
      security: tenantSecurity,
      params: callParamsSchema,
      response: {
        200: callSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => getCall({ ctx: contextOf(request), callId: request.params.id }),
  });
}
