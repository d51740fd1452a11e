import { agentVersionSchema, publishAgentBodySchema } from '@parley/contracts';
import { publishAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, changingProblems, idempotencyProblems } from './agent-schemas.ts';

export function publishAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/agents/:id/publish',
    config: { idempotent: true },
    schema: {
      operationId: 'publishAgent',
      tags: ['agents'],
      summary: 'Make the draft the version that serves from the next session on',
      security: tenantSecurity,
      params: agentParamsSchema,
      headers: idempotencyHeaders.extend(ifMatchHeaders.shape),
      body: publishAgentBodySchema,
      response: {
        201: agentVersionSchema,
        ...changingProblems('PRECONDITION_FAILED', ...idempotencyProblems),
      },
    },
    handler: async (request, reply) => {
      const version = await publishAgent({
        ctx: contextOf(request),
        agentId: request.params.id,
        input: request.body,
        revision: ifMatchOf(request),
      });
      return reply.code(201).send(version);
    },
  });
}
