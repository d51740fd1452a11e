import { sipTrunkParamsSchema, sipTrunkSchema } from '@parley/contracts';
import { getTrunk } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getTrunkRoute(app: App, { contextOf, vault }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/trunks/:id',
    config: { etag: true },
    schema: {
      operationId: 'getSipTrunk',
      tags: ['telephone'],
      summary: 'Read a SIP trunk, and whether the telephone service knows it',
      security: tenantSecurity,
      params: sipTrunkParamsSchema,
      response: {
        200: sipTrunkSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const { trunk, revision } = await getTrunk({
        ctx: contextOf(request),
        vault,
        trunkId: request.params.id,
      });
      return reply.header('etag', etagOf(revision)).send(trunk);
    },
  });
}
