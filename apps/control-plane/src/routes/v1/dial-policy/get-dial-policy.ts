import { dialPolicySchema } from '@parley/contracts';
import { getDialPolicy } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getDialPolicyRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/dial-policy',
    config: { etag: true },
    schema: {
      operationId: 'getDialPolicy',
      tags: ['dialing'],
      summary: 'Read what the calls out may be',
      description: 'Before it is first written nothing is dialled, and its ETag is "0".',
      security: tenantSecurity,
      response: { 200: dialPolicySchema, ...problems('UNAUTHENTICATED', 'FORBIDDEN') },
    },
    handler: async (request, reply) => {
      const { policy, revision } = await getDialPolicy({ ctx: contextOf(request) });
      return reply.header('etag', etagOf(revision)).send(policy);
    },
  });
}
