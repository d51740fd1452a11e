import { callParamsSchema, callSchema } from '@parley/contracts';
import { requeueCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { changingProblemsWithoutBody } from './call-problems.ts';

export function requeueCallRoute(app: App, { contextOf, dialer }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/calls/:id/requeue',
    schema: {
      operationId: 'requeueCall',
      tags: ['telephone'],
      summary: 'Dial a parked call once more, after making sure that it reached nobody',
      security: tenantSecurity,
      params: callParamsSchema,
      response: { 200: callSchema, ...changingProblemsWithoutBody },
    },
    handler: async (request) => {
      const call = await requeueCall({ ctx: contextOf(request), callId: request.params.id });
      dialer.soon();
      return call;
    },
  });
}
