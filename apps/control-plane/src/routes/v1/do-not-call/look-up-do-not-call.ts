import { lookUpDoNotCallQuerySchema, lookUpDoNotCallResponseSchema } from '@parley/contracts';
import { findDoNotCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function lookUpDoNotCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/do-not-call/lookup',
    schema: {
      operationId: 'lookUpDoNotCall',
      tags: ['dialing'],
      summary: 'Ask whether one number is on the do-not-call list, the tenant’s or the platform’s',
      security: tenantSecurity,
      querystring: lookUpDoNotCallQuerySchema,
      response: {
        200: lookUpDoNotCallResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => findDoNotCall({ ctx: contextOf(request), input: request.query }),
  });
}
