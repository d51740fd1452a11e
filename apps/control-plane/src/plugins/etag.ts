import { DomainError } from '@parley/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route whose answer has an ETag, which the document tells of. */
    etag?: boolean;
  }
}

/** For the schema of a route that changes what has an ETag. Anything that is no ETag of ours matches nothing: 412. */
export const ifMatchHeaders = z.object({
  'if-match': z
    .string()
    .optional()
    .describe('The ETag of what you have read; refused when it has changed since.')
    .meta({ pattern: '^(\\*|"(0|[1-9][0-9]{0,8})")$' }),
});

/** For the description of an answer. */
export const etagHeader = {
  etag: 'Names this revision. Sent back as If-Match, it refuses to change what has changed since.',
};

/** The ETag of a row at a revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

/** The revision that `If-Match` names; undefined without the header, or with `*`. */
export function ifMatchOf({ headers }: FastifyRequest): number | undefined {
  const value = headers['if-match'];
  if (value === undefined || value.trim() === '*') return undefined;
  const revision = /^"(0|[1-9]\d{0,8})"$/.exec(value.trim())?.[1];
  if (revision === undefined) {
    throw new DomainError('PRECONDITION_FAILED', 'If-Match must be the ETag of what you have read.');
  }
  return Number(revision);
}
