import { DomainError } from './domain-error.ts';

/** @throws DomainError `PRECONDITION_FAILED` when the client has seen another revision than there is. */
export function requireRevision(current: number, seen: number | undefined): void {
  if (seen !== undefined && seen !== current) {
    throw new DomainError(
      'PRECONDITION_FAILED',
      'Somebody else has changed it since. Read it again, and make your change to what is there now.',
    );
  }
}
