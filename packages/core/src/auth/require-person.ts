import type { Actor, ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';

/** @throws DomainError `FORBIDDEN` for keys and workers, which have no account. */
export function requirePerson({ actor }: ServiceContext): Extract<Actor, { type: 'user' }> {
  if (actor.type === 'user') return actor;
  throw new DomainError('FORBIDDEN', 'This is for people. Log in, and send the access token.');
}
