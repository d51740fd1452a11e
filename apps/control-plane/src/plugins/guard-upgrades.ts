import type { IncomingMessage } from 'node:http';
import { DomainError } from '@parley/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that is opened as a WebSocket. */
    socket?: boolean;
  }
}

/** Only a WebSocket is an upgrade; what else somebody offers (h2c) is answered as the plain request that it is. */
export const isSocketUpgrade = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';

/** Addresses that are no sockets are refused in the handshake; without this they would open and close again. */
export function guardUpgrades(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _, done) => {
    if (isSocketUpgrade(request.raw) && !request.routeOptions.config?.socket) {
      throw new DomainError('NOT_FOUND', 'There is no WebSocket at this address.');
    }
    done();
  });
}

/** A request that the router could not read has no hooks that would end its upgraded connection. */
export function endUnroutedUpgrade({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (isSocketUpgrade(raw)) reply.raw.once('finish', () => raw.socket.destroySoon());
}
