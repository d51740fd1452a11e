import { listPhoneNumbersResponseSchema } from '@parley/contracts';
import { listNumbers } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function listNumbersRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/numbers',
    schema: {
      operationId: 'listPhoneNumbers',
      tags: ['telephone'],
      summary: 'List the phone numbers and who answers them',
      security: tenantSecurity,
      response: {
        200: listPhoneNumbersResponseSchema,
        ...problems('UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => ({ numbers: await listNumbers({ ctx: contextOf(request) }) }),
  });
}
