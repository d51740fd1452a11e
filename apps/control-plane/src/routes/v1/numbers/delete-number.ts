import { phoneNumberParamsSchema, releaseQuerySchema } from '@parley/contracts';
import { deleteNumber, releaseNumber } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { carrierProblems } from '../carriers/carrier-problems.ts';

const common = ['VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT'] as const;

export function deleteNumberRoute(app: App, { contextOf, vault, carrier, trunkSync }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/numbers/:id',
    schema: {
      operationId: 'deletePhoneNumber',
      tags: ['telephone'],
      summary: 'Delete a number: calls to it are no longer answered',
      description:
        'With release=true it is given back to the carrier too, for good; that needs the scope numbers:buy.',
      security: tenantSecurity,
      params: phoneNumberParamsSchema,
      querystring: releaseQuerySchema,
      response: { 204: z.null(), ...problems(...common, ...carrierProblems) },
    },
    handler: async (request, reply) => {
      const given = { ctx: contextOf(request), numberId: request.params.id };
      if (request.query.release === 'true') await releaseNumber({ ...given, vault, carrier });
      else await deleteNumber(given);
      trunkSync.soon();
      return reply.code(204).send(null);
    },
  });
}
