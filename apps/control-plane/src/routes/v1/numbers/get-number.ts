import { phoneNumberParamsSchema, phoneNumberSchema } from '@parley/contracts';
import { getNumber } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function getNumberRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/numbers/:id',
    config: { etag: true },
    schema: {
      operationId: 'getPhoneNumber',
      tags: ['telephone'],
      summary: 'Read a phone number',
      security: tenantSecurity,
      params: phoneNumberParamsSchema,
      response: {
        200: phoneNumberSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const { number, revision } = await getNumber({ ctx: contextOf(request), numberId: request.params.id });
      return reply.header('etag', etagOf(revision)).send(number);
    },
  });
}
