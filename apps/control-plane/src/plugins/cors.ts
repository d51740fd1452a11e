import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { rateLimitHeaders } from './limit-rate.ts';

const exposed = [...Object.keys(rateLimitHeaders), 'retry-after', 'x-request-id'];

/** Where pages with a publishable key ask. */
const publishablePaths = ['/session', '/token'];

/**
 * Lets pages of the given origins call the API. What a page asks before it sends its key (the preflight) does not say
 * whose key it will be, so for the routes of publishable keys that is allowed to every page; the answer itself may be
 * read by those of the key's origins alone.
 */
export async function letPagesCall(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  const asked = {
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'x-api-key'],
    exposedHeaders: [...exposed, 'etag', 'idempotency-replayed'],
    maxAge: 600,
    strictPreflight: false,
  };
  const ours = { ...asked, origin: [...origins] };
  const everybody = { ...asked, origin: true };
  const options: FastifyCorsOptions = {
    delegator: (request, callback) => {
      const open = isPreflight(request) && publishablePaths.includes(request.url.split('?', 1)[0] ?? '');
      callback(null, open ? everybody : ours);
    },
  };
  const addHook = (name: 'onRequest', hook: onRequestHookHandler) => app.addHook(name, unlessPlain(hook));
  // The plugin puts together anew for every request what it is to do: it is shown those alone that it is about.
  await new Promise<void>((resolve, reject) => {
    const shown = Object.create(app, { addHook: { value: addHook } });
    cors(shown, options, (error) => (error ? reject(error) : resolve()));
  });
}

/** Who is no page of another origin is told only that one would have been answered otherwise. */
const unlessPlain = (hook: onRequestHookHandler): onRequestHookHandler =>
  function unlessPlain(request, reply, done) {
    const { method, headers } = request.raw;
    if (headers.origin !== undefined || method === 'OPTIONS') return hook.call(this, request, reply, done);
    reply.header('vary', 'Origin');
    done();
  };

const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

/** The page that asks may read the answer: its origin is one of its key's. */
export function letPageRead({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (headers.origin === undefined) return;
  reply.header('access-control-allow-origin', headers.origin);
  reply.header('access-control-expose-headers', exposed.join(', '));
}
