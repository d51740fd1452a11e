import { sessionBriefSchema } from '@parley/contracts';
import { DomainError, getSessionBrief, getSessionInTenant } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { workerClaimsOf } from '../../plugins/request-actor.ts';
import { sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function getBriefRoute(app: App, { contextOf, supervisor }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/worker/sessions/:id',
    schema: {
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
      return getSessionBrief({ ctx, sessionId });
    },
  });
}
