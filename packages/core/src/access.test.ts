import { newId, type Role, roleScopes, type Scope, scopes } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { requireScope } from './access.ts';
import type { Actor, ServiceContext } from './context.ts';

const tenantId = newId('tenant');
const may = (actor: Actor, scope: Scope): boolean => {
  try {
    requireScope({ actor } as ServiceContext, scope);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return false;
  }
};

/** Written out, cell by cell: a change of the table is to be meant. v viewer, e editor, a admin, o owner. */
const table: Record<Scope, string> = {
  'tenant:read': 'veao',
  'tenant:write': 'ao',
  'tenant:own': 'o',
  'members:read': 'veao',
  'members:write': 'ao',
  'keys:read': 'ao',
  'keys:write': 'ao',
  'agents:read': 'veao',
  'agents:write': 'eao',
  'agents:publish': 'eao',
  'knowledge:read': 'veao',
  'knowledge:write': 'eao',
  'tickets:read': 'veao',
  'tickets:write': 'eao',
  'sessions:read': 'veao',
  'sessions:write': 'eao',
  'recordings:read': 'eao',
  'recordings:write': 'ao',
  'numbers:read': 'veao',
  'numbers:buy': 'ao',
  'numbers:write': 'ao',
  'dialing:read': 'veao',
  'dialing:write': 'ao',
  'calls:read': 'veao',
  'calls:write': 'eao',
  'secrets:read': 'ao',
  'secrets:write': 'ao',
  'webhooks:read': 'ao',
  'webhooks:write': 'ao',
  'audit:read': 'ao',
};

describe.each(Object.keys(roleScopes) as Role[])('the role %s', (role) => {
  it.each(scopes)('%s', (scope) => {
    const actor: Actor = { type: 'user', tenantId, userId: newId('user'), role };
    expect(may(actor, scope)).toBe(table[scope].includes(role.charAt(0)));
  });
});

describe('other actors', () => {
  it.each(scopes)('a secret key has %s when it was made with it, and nothing else', (scope) => {
    const actor: Actor = { type: 'apiKey', tenantId, keyId: newId('apiKey'), scopes: [scope] };
    expect(scopes.filter((one) => may(actor, one))).toEqual([scope]);
  });

  it('a publishable key opens sessions, a worker has its session, and Parley itself may everything', () => {
    const keyId = newId('apiKey');
    const allowed = (actor: Actor) => scopes.filter((scope) => may(actor, scope));
    expect(allowed({ type: 'publishableKey', tenantId, keyId, agentIds: [] })).toEqual(['sessions:write']);
    expect(allowed({ type: 'worker', tenantId, sessionId: newId('session') })).toEqual([]);
    expect(allowed({ type: 'system', tenantId })).toEqual([...scopes]);
  });
});
