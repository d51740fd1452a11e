import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routeOf } from './route-of.ts';
import { sendProblem } from './send-problem.ts';

interface KnownRoute {
  pattern: RegExp;
  methods: Set<string>;
}

type Fallback = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined;

const patternOf = (url: string): RegExp => {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replaceAll('.', '\\.')));
  return new RegExp(`^${segments.join('/')}$`);
};

/** Fastify tells of a prefix's own address without its slash. */
const isAt = (url: string | undefined, path: string): boolean => url === path || `${url}/` === path;

const firstSegmentOf = (path: string): string => path.split('/', 2)[1] ?? '';

/**
 * Answers for paths that there are not (404), and for methods that a path has not (405, with `Allow`).
 * To be called before any route is made.
 * @returns where to name who answers outside of the API, for instance with a page.
 */
export function refuseUnknownRoutes(app: FastifyInstance): { fallBackTo(fallback: Fallback): void } {
  const known = new Map<string, KnownRoute>();
  const apiSegments = new Set<string>();
  let answerOtherwise: Fallback = () => undefined;
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const one of [method].flat()) route.methods.add(one);
    known.set(url, route);
    apiSegments.add(firstSegmentOf(url));
  });
  const pathOf = ({ url }: FastifyRequest): string => {
    const query = url.indexOf('?');
    return query < 0 ? url : url.slice(0, query);
  };
  /** What the path can be asked; one that is written out comes before one with parameters, as in the document. */
  const methodsAt = (path: string): Set<string> => {
    const literal = known.get(path);
    if (literal) return literal.methods;
    const here = [...known.values()].filter(({ pattern }) => pattern.test(path));
    return new Set(here.flatMap(({ methods }) => [...methods]));
  };
  const refuseMethod = (request: FastifyRequest, reply: FastifyReply, methods: Set<string>): FastifyReply => {
    reply.header('allow', [...methods].join(', '));
    return sendProblem(request, reply, { code: 'METHOD_NOT_ALLOWED' });
  };
  // Early, before a body is looked at that nobody takes. OPTIONS is for CORS.
  app.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request);
    const isServed = !request.is404 && (isAt(routeOf(request).url, path) || !known.has(path));
    if (request.method === 'OPTIONS' || isServed) return done();
    const methods = methodsAt(path);
    if (methods.size === 0 || methods.has(request.method)) return done();
    refuseMethod(request, reply, methods);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = methodsAt(path);
    if (methods.size > 0 && !methods.has(request.method)) return refuseMethod(request, reply, methods);
    const page = apiSegments.has(firstSegmentOf(path)) ? undefined : answerOtherwise(request, reply);
    return (
      page ?? sendProblem(request, reply, { code: 'NOT_FOUND', detail: 'There is nothing at this address.' })
    );
  });
  return {
    fallBackTo: (fallback) => {
      answerOtherwise = fallback;
    },
  };
}
