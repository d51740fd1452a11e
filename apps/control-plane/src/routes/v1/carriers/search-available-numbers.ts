import { availableNumbersQuerySchema, listAvailableNumbersResponseSchema } from '@parley/contracts';
import { searchCarrierNumbers } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { carrierProblems } from './carrier-problems.ts';

export function searchAvailableNumbersRoute(app: App, { contextOf, vault, carrier }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/carriers/twilio/available-numbers',
    schema: {
      operationId: 'searchAvailableNumbers',
      tags: ['telephone'],
      summary: 'Search the numbers that Twilio would sell, with the tenant’s own account',
      security: tenantSecurity,
      querystring: availableNumbersQuerySchema,
      response: {
        200: listAvailableNumbersResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', ...carrierProblems),
      },
    },
    handler: async (request) => ({
      numbers: await searchCarrierNumbers({ ctx: contextOf(request), vault, carrier, input: request.query }),
    }),
  });
}
