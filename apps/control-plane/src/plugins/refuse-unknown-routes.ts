import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const here = [...known.values()].filter(({ pattern }) => pattern.test(path));
    const methods = new Set(here.flatMap((route) => [...route.methods]));
    if (methods.size > 0 && !methods.has(request.method)) {
      reply.header('allow', [...methods].join(', '));
      return sendProblem(request, reply, { code: 'METHOD_NOT_ALLOWED' });
    }
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
