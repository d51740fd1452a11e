import websocket from '@fastify/websocket';
import { streamPath } from '@parley/contracts';
import type { FastifyInstance } from 'fastify';
import type { GatewayContext } from '../calls/gateway-context.ts';
import { createTicketReader } from './read-stream-ticket.ts';
import { watchStreamSocket } from './stream-socket.ts';
import { takeStream } from './take-stream.ts';

/** A message holds 20 ms of audio; the first one some parameters. */
const maxPayload = 64 * 1024;
/** Connections that have not said yet whose they are. */
const mostStrangers = 50;

/** The door of Twilio's media streams: a WebSocket that Twilio opens, with a ticket of the control plane. */
export async function registerStreamRoutes(app: FastifyInstance, context: GatewayContext): Promise<void> {
  await app.register(websocket, { options: { maxPayload } });
  const readTicket = createTicketReader(context.livekit);
  let strangers = 0;
  await app.register(async (door) => {
    door.get(streamPath, { websocket: true }, (socket) => {
      if (strangers >= mostStrangers) return socket.close(1013, 'too many connections at once');
      strangers++;
      const stream = watchStreamSocket(socket);
      void stream.started.then(() => strangers--);
      takeStream(context, stream, readTicket).catch((error: unknown) => {
        context.log.error({ err: error }, 'a media stream could not be taken');
        socket.terminate();
      });
    });
  });
}
