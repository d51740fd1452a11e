import type { ImportError } from '@parley/contracts';
import { DomainError } from '../domain-error.ts';

/** Of more than these nobody reads. */
export const mostErrors = 1_000;

/** An import is all or nothing. @throws DomainError `VALIDATION_FAILED`, naming each error by its line. */
export function refuseErrors(errors: readonly ImportError[]): void {
  if (errors.length === 0) return;
  throw new DomainError(
    'VALIDATION_FAILED',
    `Nothing was imported: ${errors.length} errors.`,
    errors.slice(0, mostErrors).map(({ line, path, message }) => ({
      path: `line ${line}${path === '' ? '' : `: ${path}`}`,
      message,
    })),
  );
}
