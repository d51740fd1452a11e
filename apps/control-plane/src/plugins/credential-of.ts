import type { FastifyRequest } from 'fastify';

const bearer = /^Bearer +(\S+) *$/i;

const first = (value: unknown): string | undefined => {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
};

/** What the caller shows for itself: `Authorization: Bearer …` or `X-API-Key`. */
export const headerCredentialOf = ({ headers }: FastifyRequest): string | undefined =>
  bearer.exec(headers.authorization ?? '')?.[1] ?? first(headers['x-api-key']);

/** For sockets, to which a browser can give no header: `?token=` as well. */
export const socketCredentialOf = (request: FastifyRequest): string | undefined =>
  headerCredentialOf(request) ?? first((request.query as Record<string, unknown> | undefined)?.token);
