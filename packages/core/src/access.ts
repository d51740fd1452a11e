import type { ServiceContext } from './context.ts';
import { DomainError, notFound } from './domain-error.ts';

/** A worker's token opens its own session; any other does not exist for it. */
export function requireSessionAccess({ actor }: ServiceContext, sessionId: string | undefined): void {
  if (actor.type === 'worker' && actor.sessionId !== sessionId) throw notFound('session');
}

/** For what spans the tenant's sessions: not for a worker. */
export function requireTenantAccess({ actor }: ServiceContext): void {
  if (actor.type === 'worker')
    throw new DomainError('FORBIDDEN', 'A session token opens its own session only.');
}

/** For what changes something: a viewer only looks. */
export function requireWriteAccess({ actor }: ServiceContext): void {
  if (actor.type === 'user' && actor.role === 'viewer') {
    throw new DomainError(
      'FORBIDDEN',
      'A viewer may look, not change. Ask an administrator for another role.',
    );
  }
}
