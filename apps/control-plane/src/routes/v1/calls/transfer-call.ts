import { callParamsSchema, callSchema, transferCallBodySchema } from '@parley/contracts';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import type { App } from '../../app-type.ts';
import { transferringProblems } from './call-problems.ts';

export function transferCallRoute(app: App, { contextOf, transfers }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/calls/:id/transfer',
    schema: {
      operationId: 'transferCall',
      tags: ['telephone'],
      summary: 'Pass a call that is under way on to a person; `transfer` of the call says how far it is',
      security: tenantSecurity,
      params: callParamsSchema,
      body: transferCallBodySchema,
      response: { 202: callSchema, ...transferringProblems },
    },
    handler: async (request, reply) => {
      const call = await transfers.begin(contextOf(request), { callId: request.params.id }, request.body);
      return reply.code(202).send(call);
    },
  });
}
