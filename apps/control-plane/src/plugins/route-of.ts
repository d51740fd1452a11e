import type { FastifyInstance, FastifyRequest } from 'fastify';

type Route = FastifyRequest['routeOptions'];

declare module 'fastify' {
  interface FastifyRequest {
    /** Kept by `routeOf`. */
    route: Route | null;
  }
}

export const decorateWithRoute = (app: FastifyInstance): FastifyInstance =>
  app.decorateRequest('route', null);

/** The request's `routeOptions`, which Fastify makes anew whenever it is asked for them. */
export function routeOf(request: FastifyRequest): Route {
  request.route ??= request.routeOptions;
  return request.route;
}
