import type { Readable } from 'node:stream';
import { maxRecordingBytes, recordingContentType, sessionRecordingSchema } from '@parley/contracts';
import { getSessionInTenant, storeRecording } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import { acceptRecording } from '../../recordings/accept-recording.ts';
import type { App } from '../app-type.ts';

const audio = z
  .custom<Readable>()
  .meta({ type: 'string', format: 'binary', description: 'Ogg, Opus, stereo' });

export function storeRecordingRoute(app: App, { contextOf, hub, recordings }: Dependencies): void {
  acceptRecording(app);
  app.route({
    method: 'PUT',
    url: '/worker/sessions/:id/recording/content',
    config: { rateLimit: false },
    bodyLimit: maxRecordingBytes,
    schema: {
      operationId: 'storeSessionRecording',
      tags: ['worker'],
      summary: 'The audio of the recording that was announced; sent again it changes nothing',
      description:
        '404 NOT_FOUND: none was announced. 422 RECORDING_MISMATCH: it is not the audio that was announced. ' +
        '503 STORAGE_UNAVAILABLE: it could not be stored; nothing of it was kept.',
      security: workerSecurity,
      params: sessionParamsSchema,
      consumes: [recordingContentType],
      body: audio,
      response: {
        200: sessionRecordingSchema,
        ...problems(
          'VALIDATION_FAILED',
          'UNAUTHENTICATED',
          'NOT_FOUND',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'RECORDING_MISMATCH',
          'STORAGE_UNAVAILABLE',
        ),
      },
    },
    handler: async (request) => {
      const ctx = contextOf(request);
      const sessionId = sessionIdOf(request.params);
      const session = await getSessionInTenant({ ctx, sessionId });
      return storeRecording({
        ctx,
        store: recordings,
        sessionId,
        content: request.body,
        // Only the end of it: the session's other events do not wait for the audio.
        commit: (write) => hub.commit(session, (issueSeq) => write({ ...ctx, issueSeq })),
      });
    },
  });
}
