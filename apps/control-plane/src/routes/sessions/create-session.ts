import { createSessionBodySchema, createSessionResponseSchema } from '@parley/contracts';
import { createSession } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';

export function createSessionRoute(app: App, { contextOf, supervisor }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/session',
    config: { publishable: true, idempotent: true },
    // A prompt of 20,000 characters, each escaped.
    bodyLimit: 160 * 1024,
    schema: {
      operationId: 'createSession',
      tags: ['sessions'],
      summary: 'Open a room and send an agent into it',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: createSessionBodySchema,
      response: {
        201: createSessionResponseSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'TENANT_SUSPENDED',
          'QUOTA_EXCEEDED',
          'NOT_FOUND',
          'ROOM_BUSY',
          'AGENT_NOT_ACTIVE',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
          'LIVEKIT_UNAVAILABLE',
        ),
      },
    },
    handler: async (request, reply) => {
      const { room, agent_id: agentId, system_prompt: systemPrompt } = request.body;
      const ctx = contextOf(request);
      const session = await createSession({ ctx, input: { room, agentId, systemPrompt } });
      await supervisor.open(session);
      return reply.code(201).send({ session_id: session.id, room: session.room });
    },
  });
}
