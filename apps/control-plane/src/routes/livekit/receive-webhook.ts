import { receiveWebhook } from '@parley/telephony';
import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';

const bodyLimit = 256 * 1024;

export function receiveWebhookRoute(app: App, { livekit, supervisor, log }: Dependencies): void {
  // The signature covers the bytes, so the body stays a text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/webhook+json', 'application/json'],
    { parseAs: 'string', bodyLimit },
    (_, body, done) => done(null, body),
  );
  app.route({
    method: 'POST',
    url: '/livekit/webhook',
    config: { rateLimit: false },
    bodyLimit,
    schema: {
      operationId: 'receiveLiveKitWebhook',
      tags: ['operation'],
      summary: 'Receive a webhook of the LiveKit server; it must be signed with LIVEKIT_API_SECRET',
      response: {
        204: z.null().describe('Taken note of.'),
        ...problems('INVALID_SIGNATURE', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
      },
    },
    handler: async ({ body, headers }, reply) => {
      const webhook = await receiveWebhook(livekit, {
        body: typeof body === 'string' ? body : '',
        authorization: headers.authorization,
      });
      const { event, livekitRoom } = webhook;
      log.debug({ event, livekitRoom }, 'webhook of LiveKit');
      // A hint: whatever it says is looked up, so that a late or repeated one does no harm.
      if (livekitRoom) await supervisor.nudgeRoom(livekitRoom, { isNew: event === 'room_started' });
      return reply.code(204).send(null);
    },
  });
}
