import { callSchema, requestCallBodySchema } from '@parley/contracts';
import { requestCall } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { creatingProblems } from './call-problems.ts';

export function requestCallRoute(app: App, { contextOf, dialer }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/calls',
    config: { idempotent: true },
    schema: {
      operationId: 'requestCall',
      tags: ['telephone'],
      summary: 'Have an agent call a number, at once or later',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: requestCallBodySchema,
      response: { 201: callSchema, ...creatingProblems },
    },
    handler: async (request, reply) => {
      const call = await requestCall({ ctx: contextOf(request), input: request.body });
      dialer.soon();
      return reply.code(201).send(call);
    },
  });
}
