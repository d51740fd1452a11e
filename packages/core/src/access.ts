import { type Role, roleScopes, type Scope } from '@parley/contracts';
import type { Actor, ServiceContext } from './context.ts';
import { DomainError, notFound } from './domain-error.ts';

/** What a publishable key may do at all; with which agents is for the verbs to ask. */
const publishableScopes: readonly Scope[] = ['sessions:write'];

const advice = {
  user: 'Your role does not allow this. Ask an administrator for another role.',
  apiKey: 'This API key was made without it. Use one that has it.',
  publishableKey: 'A publishable key opens sessions and nothing else.',
  worker: 'A session token opens its own session only.',
};

/** Everything that the actor may do in its tenant; a worker may do nothing beyond its session. */
export function scopesOf(actor: Actor): readonly Scope[] | 'all' {
  if (actor.type === 'system') return 'all';
  if (actor.type === 'user') return roleScopes[actor.role];
  if (actor.type === 'apiKey') return actor.scopes;
  if (actor.type === 'publishableKey') return publishableScopes;
  return [];
}

/** @throws DomainError `FORBIDDEN`, saying which scope is missing. */
export function requireScope({ actor }: ServiceContext, scope: Scope): void {
  const granted = scopesOf(actor);
  if (granted === 'all' || granted.includes(scope)) return;
  const more = actor.type === 'system' ? '' : advice[actor.type];
  throw new DomainError('FORBIDDEN', `This needs the scope ${scope}. ${more}`.trim());
}

/**
 * Nobody gives away, or takes over, more than they may do themselves: roles, and scopes of keys.
 * @throws DomainError `FORBIDDEN`, naming what is missing.
 */
export function requireNoMoreThanOwn({ actor }: ServiceContext, scopes: readonly Scope[]): void {
  const granted = scopesOf(actor);
  if (granted === 'all') return;
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return;
  throw new DomainError('FORBIDDEN', `This needs scopes that you do not have: ${missing.join(', ')}.`);
}

/** So only owners make owners, and only owners unmake them. @throws DomainError `FORBIDDEN` */
export const requireRoleWithinOwn = (ctx: ServiceContext, role: Role): void =>
  requireNoMoreThanOwn(ctx, roleScopes[role]);

/** For what is not for keys that anybody can read in a page, though they have its scope. @throws DomainError `FORBIDDEN` */
export function requireNoPage({ actor }: ServiceContext): void {
  if (actor.type === 'publishableKey') throw new DomainError('FORBIDDEN', advice.publishableKey);
}

/**
 * For one session: its worker may, and whoever has the scope. Another's session does not exist for a worker, and what
 * anybody can read in a page does nothing with a session that is open.
 */
export function requireSessionAccess(ctx: ServiceContext, sessionId: string | undefined, scope: Scope): void {
  const { actor } = ctx;
  requireNoPage(ctx);
  if (actor.type !== 'worker') requireScope(ctx, scope);
  else if (actor.sessionId !== sessionId) throw notFound('session');
}
