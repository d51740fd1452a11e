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

export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error(`${request.routeOptions.url} is not behind authentication`);
  return request.actor;
}

export function workerClaimsOf(request: FastifyRequest): WorkerClaims {
  if (!request.workerClaims)
    throw new Error(`${request.routeOptions.url} is not behind worker authentication`);
  return request.workerClaims;
}
