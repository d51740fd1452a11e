import { newId, type Scope, scopes } from '@parley/contracts';
import type { Actor, ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { testAuditKey } from './test-tenant.ts';

const tenantId = newId('tenant');
const sessionId = newId('session');
const key = (...own: Scope[]): Actor => ({ type: 'apiKey', tenantId, keyId: newId('apiKey'), scopes: own });

const others: Record<string, Actor> = {
  'a key without scopes': key(),
  'a publishable key': { type: 'publishableKey', tenantId, keyId: newId('apiKey'), agentIds: [] },
  'a person': { type: 'user', tenantId, userId: newId('user'), role: 'owner' },
  'the session’s worker': { type: 'worker', tenantId, sessionId },
  'another session’s worker': { type: 'worker', tenantId, sessionId: newId('session') },
};

/** Everybody who may ask, a key for each scope among them. */
export const everybody: Record<string, Actor> = {
  ...others,
  ...Object.fromEntries(scopes.map((scope) => [scope, key(scope)])),
};

// biome-ignore lint/suspicious/noExplicitAny: any verb
type AnyVerb = (input: any, more?: any) => any;

/** What becomes of who asks: is refused, is told that there is no such thing, or is let in to the input or the rows. */
async function tryVerb(verb: AnyVerb, actor: Actor): Promise<'refused' | 'unknown' | 'let in'> {
  const db = {
    transaction: () => {
      throw new Error('reached the database');
    },
  };
  const ctx = { db, actor, now: () => new Date(0), auditKey: testAuditKey } as unknown as ServiceContext;
  try {
    await verb({ ctx, sessionId, input: { sessionId } }, {});
  } catch (error) {
    if (!(error instanceof DomainError)) return 'let in';
    if (error.code === 'FORBIDDEN') return 'refused';
    return error.code === 'NOT_FOUND' ? 'unknown' : 'let in';
  }
  return 'let in';
}

/** By who asks, see `everybody`. */
export async function accessOf(verb: AnyVerb) {
  const found: Record<string, Awaited<ReturnType<typeof tryVerb>>> = {};
  for (const [who, actor] of Object.entries(everybody)) found[who] = await tryVerb(verb, actor);
  return found;
}
