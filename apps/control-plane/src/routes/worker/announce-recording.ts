import { announceRecordingBodySchema, sessionRecordingSchema } from '@parley/contracts';
import { announceRecording } from '@parley/core';
import type { Dependencies } from '../../dependencies.ts';
import { workerSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { sessionIdOf, sessionParamsSchema } from '../../plugins/session-id-of.ts';
import type { App } from '../app-type.ts';

export function announceRecordingRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/worker/sessions/:id/recording',
    config: { rateLimit: false },
    schema: {
      operationId: 'announceSessionRecording',
      tags: ['worker'],
      summary:
        'What is going to be sent as the session’s recording, and what allows it; it may be said again',
      description:
        '400 VALIDATION_FAILED: also where the consent is less than the strictest rule of the call wants. ' +
        '409 CONFLICT: the session’s agent records nothing, or the session has another recording.',
      security: workerSecurity,
      params: sessionParamsSchema,
      body: announceRecordingBodySchema,
      response: {
        200: sessionRecordingSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'NOT_FOUND',
          'CONFLICT',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
        ),
      },
    },
    handler: (request) =>
      announceRecording({
        ctx: contextOf(request),
        sessionId: sessionIdOf(request.params),
        input: request.body,
      }),
  });
}
