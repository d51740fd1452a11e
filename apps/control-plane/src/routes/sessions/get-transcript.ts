import { transcriptResponseSchema } from '@parley/contracts';
import { getTranscript } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function getTranscriptRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/transcripts/:id',
    schema: {
      operationId: 'getTranscript',
      tags: ['sessions'],
      summary: 'What was said in a session, and the ticket that came of it',
      security: tenantSecurity,
      params: sessionParamsSchema,
      response: { 200: transcriptResponseSchema, ...problems('UNAUTHENTICATED', 'NOT_FOUND') },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      return getTranscript({ ctx, sessionId: sessionIdOf(request.params) });
    },
  });
}
