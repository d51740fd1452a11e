import { DomainError, getSessionInTenant, type SessionRow } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { workerClaimsOf } from '../../plugins/request-actor.ts';
import { sessionParamsSchema } from '../../plugins/session-id-of.ts';
import { linkWorker } from '../../realtime/link-worker.ts';
import type { App } from '../app-type.ts';

export function reportEventsRoute(app: App, dependencies: Dependencies): void {
  const { contextOf } = dependencies;
  const sessions = new WeakMap<object, SessionRow>();
  app.route({
    method: 'GET',
    url: '/worker/sessions/:id/events',
    config: { socket: true, rateLimit: false },
    schema: {
      operationId: 'reportSessionEvents',
      tags: ['worker'],
      summary: 'WebSocket: a job’s reports (WorkerMessage) up, acknowledgements (WorkerReply) down',
      description:
        'The first message is `hello`. An event that is none is acknowledged and dropped. Closed with 4400 for ' +
        'a message before `hello`, 4409 when the same job has opened another socket, 1001 when the server stops.',
      security: workerSecurity,
      params: sessionParamsSchema,
      response: {
        101: z.null().describe('The socket is open.'),
        ...problems('UNAUTHENTICATED', 'NOT_FOUND'),
      },
    },
    // All refusals happen here, before the upgrade.
    preHandler: async (request) => {
      const { sid: sessionId } = workerClaimsOf(request);
      const ctx = contextOf(request);
      sessions.set(request, await getSessionInTenant({ ctx, sessionId }));
    },
    handler: async () => {
      throw new DomainError('NOT_FOUND', 'This address is a WebSocket.');
    },
    wsHandler: (socket, request) => {
      const session = sessions.get(request);
      if (!session) throw new Error('the socket was opened without its session');
      const { att } = workerClaimsOf(request);
      linkWorker(dependencies, { socket, session, att, ctx: contextOf(request) });
    },
  });
}
