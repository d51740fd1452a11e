import type { Actor } from '@parley/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WorkerClaims } from '../auth/worker-token.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the authentication of the plugin that the route is in. */
    actor: Actor | null;
    /** What the worker's token says; on worker routes only. */
    workerClaims: WorkerClaims | null;
  }
}

export function decorateWithActor(app: FastifyInstance): void {
  app.decorateRequest('actor', null);
  app.decorateRequest('workerClaims', null);
}

export function actorOf({ actor, routeOptions }: FastifyRequest): Actor {
  if (!actor) throw new Error(`${routeOptions.url} is not behind authentication`);
  return actor;
}

export function workerClaimsOf({ workerClaims, routeOptions }: FastifyRequest): WorkerClaims {
  if (!workerClaims) throw new Error(`${routeOptions.url} is not behind worker authentication`);
  return workerClaims;
}
