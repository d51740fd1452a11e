import { setUpTwilioTrunkBodySchema, sipTrunkSchema } from '@parley/contracts';
import { setUpCarrierTrunk } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import { sipEntranceOf } from '../../../telephone/twilio/reachable.ts';
import type { App } from '../../app-type.ts';
import { carrierProblems } from './carrier-problems.ts';

export function setUpTwilioTrunkRoute(app: App, dependencies: Dependencies): void {
  const { contextOf, vault, carrier, config, trunkSync } = dependencies;
  app.route({
    method: 'POST',
    url: '/carriers/twilio/trunks',
    config: { idempotent: true },
    schema: {
      operationId: 'setUpTwilioTrunk',
      tags: ['telephone'],
      summary:
        'Connect the tenant’s Twilio account: by media streams, or by an Elastic SIP trunk that is made there',
      description: 'One for each way: who asks again is given the one that there is.',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: setUpTwilioTrunkBodySchema,
      response: {
        201: sipTrunkSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
          ...carrierProblems,
        ),
      },
    },
    handler: async (request, reply) => {
      const sip = sipEntranceOf(config);
      const input = request.body;
      const trunk = await setUpCarrierTrunk({ ctx: contextOf(request), vault, carrier, sip, input });
      trunkSync.soon();
      return reply.code(201).send(trunk);
    },
  });
}
