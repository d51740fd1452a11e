import { sipTrunkBodySchema, sipTrunkSchema } from '@parley/contracts';
import { createTrunk } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function createTrunkRoute(app: App, { contextOf, vault, trunkSync }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/trunks',
    config: { idempotent: true },
    schema: {
      operationId: 'createSipTrunk',
      tags: ['telephone'],
      summary: 'Add a SIP trunk: how calls come in and go out; passwords are not shown again',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: sipTrunkBodySchema,
      response: {
        201: sipTrunkSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'CONFLICT',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const created = await createTrunk({ ctx: contextOf(request), vault, input: request.body });
      trunkSync.soon();
      return reply.code(201).send(created);
    },
  });
}
