import { tokenQuerySchema, tokenResponseSchema } from '@parley/contracts';
import { requireRoomAccess } from '@parley/core';
import { composeLiveKitRoomName, createRoomToken } from '@parley/telephony';
import type { Dependencies } from '../../dependencies.ts';
import { tenantSecurity } from '../../plugins/describe-api.ts';
import { problems } from '../../plugins/problem.ts';
import { actorOf } from '../../plugins/request-actor.ts';
import type { App } from '../app-type.ts';

export function getTokenRoute(app: App, { livekit, config, contextOf }: Dependencies): void {
  const url = (config.livekitPublicUrl ?? config.livekitUrl).replace(/^http/, 'ws');
  app.route({
    method: 'GET',
    url: '/token',
    config: { publishable: true },
    schema: {
      operationId: 'getToken',
      tags: ['sessions'],
      summary: 'A LiveKit token that lets one identity into one room of the tenant',
      security: tenantSecurity,
      querystring: tokenQuerySchema,
      response: {
        200: tokenResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => {
      const { room, identity, name } = request.query;
      await requireRoomAccess({ ctx: contextOf(request), room });
      const livekitRoom = composeLiveKitRoomName(actorOf(request).tenantId, room);
      return { token: createRoomToken(livekit, { livekitRoom, identity, name }), url };
    },
  });
}
