import { sipTrunkParamsSchema } from '@parley/contracts';
import { deleteTrunk } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function deleteTrunkRoute(app: App, { contextOf, trunkSync }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/trunks/:id',
    schema: {
      operationId: 'deleteSipTrunk',
      tags: ['telephone'],
      summary: 'Delete a SIP trunk that has no numbers',
      security: tenantSecurity,
      params: sipTrunkParamsSchema,
      response: {
        204: z.null(),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT'),
      },
    },
    handler: async (request, reply) => {
      await deleteTrunk({ ctx: contextOf(request), trunkId: request.params.id });
      trunkSync.soon();
      return reply.code(204).send(null);
    },
  });
}
