import { releaseQuerySchema, sipTrunkParamsSchema } from '@parley/contracts';
import { deleteTrunk, removeCarrierTrunk } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { carrierProblems } from '../carriers/carrier-problems.ts';

const common = ['VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT'] as const;

export function deleteTrunkRoute(app: App, { contextOf, vault, carrier, trunkSync }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/trunks/:id',
    schema: {
      operationId: 'deleteSipTrunk',
      tags: ['telephone'],
      summary: 'Delete a trunk that no number is on',
      description:
        'With release=true what was made of it at the carrier is taken down too; that needs the scope numbers:buy.',
      security: tenantSecurity,
      params: sipTrunkParamsSchema,
      querystring: releaseQuerySchema,
      response: { 204: z.null(), ...problems(...common, ...carrierProblems) },
    },
    handler: async (request, reply) => {
      const given = { ctx: contextOf(request), trunkId: request.params.id };
      if (request.query.release === 'true') await removeCarrierTrunk({ ...given, vault, carrier });
      else await deleteTrunk(given);
      trunkSync.soon();
      return reply.code(204).send(null);
    },
  });
}
