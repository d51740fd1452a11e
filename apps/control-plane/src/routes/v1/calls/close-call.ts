import { callParamsSchema, callSchema, closeCallBodySchema } from '@parley/contracts';
import { closeCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { changingProblems } from './call-problems.ts';

export function closeCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/calls/:id/close',
    schema: {
      operationId: 'closeCall',
      tags: ['telephone'],
      summary: 'End a parked call with the reason that people found out',
      security: tenantSecurity,
      params: callParamsSchema,
      body: closeCallBodySchema,
      response: { 200: callSchema, ...changingProblems },
    },
    handler: async (request) =>
      closeCall({ ctx: contextOf(request), callId: request.params.id, input: request.body }),
  });
}
