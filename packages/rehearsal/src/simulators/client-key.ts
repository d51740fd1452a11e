import type { FastifyRequest } from 'fastify';

/** The API key of a request, by either provider's header; empty when there is none. */
export function clientKey(request: FastifyRequest): string {
  const key = request.headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
