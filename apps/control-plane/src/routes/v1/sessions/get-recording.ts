import { recordingContentType, sessionIdSchema } from '@parley/contracts';
import { exportRecording } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

const audio = (description: string) => ({
  description,
  content: {
    [recordingContentType]: { schema: z.custom<Uint8Array>().meta({ type: 'string', format: 'binary' }) },
  },
});

export function getRecordingRoute(app: App, { contextOf, recordings }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/sessions/:id/recording',
    schema: {
      operationId: 'getSessionRecording',
      tags: ['sessions'],
      summary: 'The session’s recording, stereo: the caller on the left, the agent on the right',
      description: 'Each request is in the audit log. `Range` takes one range of bytes.',
      security: tenantSecurity,
      params: z.object({ id: sessionIdSchema }),
      headers: z.object({ range: z.string().max(200).optional() }),
      response: {
        200: audio('Ogg with Opus'),
        206: audio('The part that was asked for'),
        ...problems(
          'VALIDATION_FAILED',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'NOT_FOUND',
          'RANGE_NOT_SATISFIABLE',
          'STORAGE_UNAVAILABLE',
        ),
      },
    },
    handler: async (request, reply) => {
      const { recording, range, content } = await exportRecording({
        ctx: contextOf(request),
        store: recordings,
        sessionId: request.params.id,
        input: { range: request.headers.range },
      });
      const { bytes, content_type: type, recording_id: id } = recording;
      if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`);
      return reply
        .type(type)
        .header('accept-ranges', 'bytes')
        .header('content-length', range ? range.end - range.start + 1 : bytes)
        .header('content-disposition', `attachment; filename="${id}.ogg"`)
        .send(content as never);
    },
  });
}
