import { DomainError } from '@parley/core';
import type { FastifyInstance } from 'fastify';

/** Requests that come on open connections while the server stops are told so. */
export function refuseWhileStopping(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onRequest', async (_, reply) => {
    if (!stopping) return;
    reply.header('connection', 'close');
    throw new DomainError('SHUTTING_DOWN', 'Try again in a moment.');
  });
}
