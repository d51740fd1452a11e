import { callParamsSchema, callSchema } from '@parley/contracts';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { hangUp } from '../../../telephone/hang-up.ts';
import type { App } from '../../app-type.ts';
import { changingProblemsWithoutBody } from './call-problems.ts';

export function hangUpCallRoute(app: App, dependencies: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/calls/:id/hang-up',
    schema: {
      operationId: 'hangUpCall',
      tags: ['telephone'],
      summary: 'Take back a call that waits, or end one that is under way',
      security: tenantSecurity,
      params: callParamsSchema,
      response: { 200: callSchema, ...changingProblemsWithoutBody },
    },
    handler: async (request) => hangUp(dependencies, dependencies.contextOf(request), request.params.id),
  });
}
