import { listSipTrunksResponseSchema } from '@parley/contracts';
import { listTrunks } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listTrunksRoute(app: App, { contextOf, vault }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/trunks',
    schema: {
      operationId: 'listSipTrunks',
      tags: ['telephone'],
      summary: 'List the SIP trunks',
      security: tenantSecurity,
      response: {
        200: listSipTrunksResponseSchema,
        ...problems('UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => ({ trunks: await listTrunks({ ctx: contextOf(request), vault }) }),
  });
}
