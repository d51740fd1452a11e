import { DomainError } from '@parley/core';
import type { FastifyRequest } from 'fastify';

/** The ETag of a row at a revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

/** The revision that `If-Match` names; undefined without the header, or with `*`. */
export function ifMatchOf({ headers }: FastifyRequest): number | undefined {
  const value = headers['if-match'];
  if (value === undefined || value.trim() === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(value.trim())?.[1];
  if (revision === undefined) {
    throw new DomainError('PRECONDITION_FAILED', 'If-Match must be the ETag of what you have read.');
  }
  return Number(revision);
}
