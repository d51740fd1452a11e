import { listAgentsResponseSchema } from '@parley/contracts';
import { listAgents } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';

export function listAgentsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents',
    schema: {
      operationId: 'listAgents',
      tags: ['account'],
      summary: 'The agents that take calls; the first one serves where none is named',
      security: tenantSecurity,
      response: { 200: listAgentsResponseSchema, ...problems('UNAUTHENTICATED') },
    },
    handler: async (request) => ({ agents: await listAgents({ ctx: contextOf(request) }) }),
  });
}
