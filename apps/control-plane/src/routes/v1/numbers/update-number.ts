import { phoneNumberParamsSchema, phoneNumberSchema, updatePhoneNumberBodySchema } from '@parley/contracts';
import { updateNumber } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function updateNumberRoute(app: App, { contextOf, trunkSync }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/numbers/:id',
    config: { etag: true },
    schema: {
      operationId: 'updatePhoneNumber',
      tags: ['telephone'],
      summary: 'Say who answers a number, and on which trunk it is',
      security: tenantSecurity,
      params: phoneNumberParamsSchema,
      headers: ifMatchHeaders,
      body: updatePhoneNumberBodySchema,
      response: {
        200: phoneNumberSchema,
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
      const { number, revision } = await updateNumber({
        ctx: contextOf(request),
        numberId: request.params.id,
        input: request.body,
        ifRevision: ifMatchOf(request),
      });
      trunkSync.soon();
      return reply.header('etag', etagOf(revision)).send(number);
    },
  });
}
