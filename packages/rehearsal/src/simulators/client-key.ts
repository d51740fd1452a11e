import type { FastifyRequest } from 'fastify';

/** What a test gives for a key that the providers refuse. */
export const isWrongKey = (key: string): boolean => key === '' || key.startsWith('wrong');

/** The API key of a request, by either provider's header; empty when there is none. */
export function clientKey(request: FastifyRequest): string {
  const key = request.headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
