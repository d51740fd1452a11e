import { createTenantBodySchema, tenantSchema } from '@parley/contracts';
import { createOwnTenant } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { bodyProblems } from '../auth/auth-problems.ts';

export function createTenantRoute(app: App, { contextOf, throttles }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/tenants',
    config: { idempotent: true },
    schema: {
      operationId: 'createTenant',
      tags: ['account'],
      summary: 'Make one more tenant that you own',
      description: 'For people who are logged in. Log in with its `tenant_id` to work in it.',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: createTenantBodySchema,
      response: {
        201: tenantSchema,
        ...problems(
          ...bodyProblems,
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'RATE_LIMITED',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      if (ctx.actor.type === 'user') {
        throttles.mails.admit({ account: ctx.actor.userId, address: request.ip }, reply);
      }
      return reply.code(201).send(await createOwnTenant({ ctx, input: request.body }));
    },
  });
}
