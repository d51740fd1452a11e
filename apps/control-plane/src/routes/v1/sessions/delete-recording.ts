import { sessionIdSchema } from '@parley/contracts';
import { deleteRecording } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function deleteRecordingRoute(app: App, { contextOf, recordings }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/sessions/:id/recording',
    schema: {
      operationId: 'deleteSessionRecording',
      tags: ['sessions'],
      summary: 'Deletes the session’s recording for good',
      security: tenantSecurity,
      params: z.object({ id: sessionIdSchema }),
      response: {
        204: z.null().describe('Gone.'),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'STORAGE_UNAVAILABLE'),
      },
    },
    handler: async (request, reply) => {
      const sessionId = request.params.id;
      await deleteRecording({ ctx: contextOf(request), store: recordings, sessionId });
      return reply.code(204).send(null);
    },
  });
}
