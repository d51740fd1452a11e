import { agentRecordSchema, createAgentBodySchema } from '@parley/contracts';
import { createAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { idempotencyProblems } from './agent-schemas.ts';

export function createAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/agents',
    config: { idempotent: true, etag: true },
    schema: {
      operationId: 'createAgent',
      tags: ['agents'],
      summary: 'Make an agent; it takes calls once it is published and switched on',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: createAgentBodySchema,
      response: {
        201: agentRecordSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          ...idempotencyProblems,
        ),
      },
    },
    handler: async (request, reply) => {
      const { agent, revision } = await createAgent({ ctx: contextOf(request), input: request.body });
      return reply.code(201).header('etag', etagOf(revision)).send(agent);
    },
  });
}
