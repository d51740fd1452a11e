import { DomainError } from '@parley/core';
import type { FastifyInstance } from 'fastify';

/**
 * While the server stops, what is under way is finished and what comes is told so; either is the last on its
 * connection, which would otherwise be kept for more and hold up the stop.
 */
export function refuseWhileStopping(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onRequest', (_, reply, done) => {
    if (stopping) {
      reply.header('retry-after', 1);
      throw new DomainError('SHUTTING_DOWN', 'Try again in a moment.');
    }
    done();
  });
  app.addHook('onSend', (_, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done();
  });
}
