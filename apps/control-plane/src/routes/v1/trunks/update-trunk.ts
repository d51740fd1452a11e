import { sipTrunkBodySchema, sipTrunkParamsSchema, sipTrunkSchema } from '@parley/contracts';
import { updateTrunk } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function updateTrunkRoute(app: App, { contextOf, vault, trunkSync }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/trunks/:id',
    config: { etag: true },
    schema: {
      operationId: 'updateSipTrunk',
      tags: ['telephone'],
      summary: 'Replace the settings of a SIP trunk; a password that is left out stays',
      security: tenantSecurity,
      params: sipTrunkParamsSchema,
      headers: ifMatchHeaders,
      body: sipTrunkBodySchema,
      response: {
        200: sipTrunkSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'NOT_FOUND',
          'PRECONDITION_FAILED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { trunk, revision } = await updateTrunk({
        ctx: contextOf(request),
        vault,
        trunkId: request.params.id,
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      trunkSync.soon();
      return reply.header('etag', etagOf(revision)).send(trunk);
    },
  });
}
