import { phoneNumberSchema, purchaseNumberBodySchema } from '@parley/contracts';
import { purchaseNumber } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import { webhooksOf } from '../../../telephone/twilio/reachable.ts';
import type { App } from '../../app-type.ts';
import { carrierProblems } from '../carriers/carrier-problems.ts';

export function purchaseNumberRoute(app: App, dependencies: Dependencies): void {
  const { contextOf, vault, carrier, config, trunkSync } = dependencies;
  app.route({
    method: 'POST',
    url: '/numbers/purchase',
    config: { idempotent: true },
    schema: {
      operationId: 'purchasePhoneNumber',
      tags: ['telephone'],
      summary: 'Buy a number at the carrier, which costs money, and say who answers it',
      description:
        'Needs the scope numbers:buy. When a step fails the number is given back. One that the account has already is connected, and not paid for again.',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: purchaseNumberBodySchema,
      response: {
        201: phoneNumberSchema,
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
          ...carrierProblems,
        ),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      const webhooks = webhooksOf(config, ctx.actor.tenantId);
      const bought = await purchaseNumber({ ctx, vault, carrier, webhooks, input: request.body });
      trunkSync.soon();
      return reply.code(201).send(bought);
    },
  });
}
