import type { SecretProvider, SessionId } from '@parley/contracts';
import { sessionBriefSchema } from '@parley/contracts';
import { DomainError, getSessionBrief, getSessionInTenant, openSecrets, VaultError } from '@parley/core';
import type { FastifyRequest } from 'fastify';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { workerClaimsOf } from '../../plugins/request-actor.ts';
import { sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function getBriefRoute(app: App, dependencies: Dependencies): void {
  const { contextOf, supervisor } = dependencies;
  app.route({
    method: 'GET',
    url: '/worker/sessions/:id',
    config: { rateLimit: false },
    schema: {
      operationId: 'getSessionBrief',
      tags: ['worker'],
      summary: 'All that a job needs to hold the conversation',
      description: '409 SESSION_ENDED: the session is over, or another job serves it; leave without joining.',
      security: workerSecurity,
      params: sessionParamsSchema,
      response: {
        200: sessionBriefSchema,
        ...problems('UNAUTHENTICATED', 'NOT_FOUND', 'SESSION_ENDED'),
      },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      const { sid: sessionId, tid: tenantId, att } = workerClaimsOf(request);
      const session = await getSessionInTenant({ ctx, sessionId });
      if (session.state === 'ending' || session.endedAt) {
        throw new DomainError('SESSION_ENDED', 'The session is over.');
      }
      if (!supervisor.noteJob({ tenantId, sessionId }, att)) {
        throw new DomainError('SESSION_ENDED', 'Another job has been sent to serve this session.');
      }
      const brief = await getSessionBrief({ ctx, sessionId });
      return { ...brief, provider_keys: await keysFor(dependencies, request, sessionId) };
    },
  });
}

/** A key that cannot be opened must not cost the caller the call: the operator's serves, and the operator is told. */
async function keysFor(
  { contextOf, vault, log }: Dependencies,
  request: FastifyRequest,
  sessionId: SessionId,
): Promise<Partial<Record<SecretProvider, string>>> {
  try {
    return await openSecrets({ ctx: contextOf(request), vault, sessionId });
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    log.error({ err: error, sessionId }, 'the tenant’s keys cannot be opened; see PARLEY_MASTER_KEYS');
    return {};
  }
}
