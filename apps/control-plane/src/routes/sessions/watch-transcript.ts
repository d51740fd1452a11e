import { DomainError, getSessionInTenant, type SessionRow } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { authenticateAgain } from '../../plugins/authenticate-tenant.ts';
import { socketCredentialOf } from '../../plugins/credential-of.ts';
import { socketSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import { watchSession } from '../../realtime/watch-session.ts';
import type { App } from '../app-type.ts';

const querySchema = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe('Highest `seq` seen so far: what came after it is replayed.'),
  token: z.string().optional().describe('API key or access token, where headers cannot be set.'),
});

export function watchTranscriptRoute(app: App, dependencies: Dependencies): void {
  const { contextOf, database, clock, config } = dependencies;
  const credentials = { db: database.db, secret: config.secret, clock, credentialOf: socketCredentialOf };
  const sessions = new WeakMap<object, SessionRow>();
  app.route({
    method: 'GET',
    url: '/ws/transcript/:id',
    config: { socket: true },
    schema: {
      operationId: 'watchTranscript',
      tags: ['sessions'],
      summary: 'WebSocket: a session’s events as they happen, each a ViewerMessage',
      description:
        'Closed with 1000 when the session is over, 1001 when the server stops (come back with `after`), ' +
        '4401 within a second of the end of its key or log-in, 4429 when the viewer does not keep up.',
      security: socketSecurity,
      params: sessionParamsSchema,
      querystring: querySchema,
      response: {
        101: z.null().describe('The socket is open.'),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'NOT_FOUND'),
      },
    },
    // All refusals happen here, before the upgrade.
    preHandler: async (request) => {
      const ctx = contextOf(request);
      sessions.set(request, await getSessionInTenant({ ctx, sessionId: sessionIdOf(request.params) }));
    },
    handler: async () => {
      throw new DomainError('NOT_FOUND', 'This address is a WebSocket.');
    },
    wsHandler: (socket, request) => {
      const session = sessions.get(request);
      if (!session) throw new Error('the socket was opened without its session');
      const { after } = request.query as z.output<typeof querySchema>;
      const check = () => authenticateAgain(request, credentials);
      const { socket: connection } = request.raw;
      watchSession(dependencies, { socket, connection, session, after, ctx: contextOf(request), check });
    },
  });
}
