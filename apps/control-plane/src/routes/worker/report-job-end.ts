import { getSessionInTenant } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { workerClaimsOf } from '../../plugins/request-actor.ts';
import { sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function reportJobEndRoute(app: App, { contextOf, supervisor }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/job-end',
    config: { rateLimit: false },
    schema: {
      operationId: 'reportJobEnd',
      tags: ['worker'],
      summary: 'The process of the job has ended, in whatever way; where its call goes on, another is sent',
      description:
        'Told by the worker that ran it. Of a job that was replaced, or whose call is over, it changes nothing.',
      security: workerSecurity,
      params: sessionParamsSchema,
      response: {
        204: z.null().describe('Taken note of.'),
        ...problems('UNAUTHENTICATED', 'NOT_FOUND'),
      },
    },
    handler: async (request, reply) => {
      const { sid: sessionId, tid: tenantId, att } = workerClaimsOf(request);
      await getSessionInTenant({ ctx: contextOf(request), sessionId });
      supervisor.noteJobGone({ tenantId, sessionId }, att);
      return reply.code(204).send(null);
    },
  });
}
