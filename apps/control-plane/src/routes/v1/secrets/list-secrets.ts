import { listSecretsResponseSchema } from '@parley/contracts';
import { listSecrets } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listSecretsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/secrets',
    schema: {
      operationId: 'listSecrets',
      tags: ['secrets'],
      summary: 'Which providers the tenant has keys of; the keys themselves are never shown',
      security: tenantSecurity,
      response: { 200: listSecretsResponseSchema, ...problems('UNAUTHENTICATED', 'FORBIDDEN') },
    },
    handler: async (request) => ({ secrets: await listSecrets({ ctx: contextOf(request) }) }),
  });
}
