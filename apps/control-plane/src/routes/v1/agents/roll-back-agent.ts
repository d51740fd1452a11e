import { agentVersionSchema, rollBackAgentBodySchema } from '@parley/contracts';
import { rollBackAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, changingProblems, idempotencyProblems } from './agent-schemas.ts';

export function rollBackAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/agents/:id/roll-back',
    config: { idempotent: true },
    schema: {
      operationId: 'rollBackAgent',
      tags: ['agents'],
      summary: 'Publish an older version once more',
      description: 'The draft follows only if all of it was published.',
      security: tenantSecurity,
      params: agentParamsSchema,
      headers: idempotencyHeaders,
      body: rollBackAgentBodySchema,
      response: { 201: agentVersionSchema, ...changingProblems(...idempotencyProblems) },
    },
    handler: async (request, reply) => {
      const input = { ctx: contextOf(request), agentId: request.params.id, input: request.body };
      return reply.code(201).send(await rollBackAgent(input));
    },
  });
}
