import { newId, type TenantId } from '@parley/contracts';
import { type Database, refreshTokens, tenants, withTenant } from '@parley/db';
import { createApiKey } from '../api-keys/create-api-key.ts';
import { generateApiKey } from '../auth/api-key.ts';
import { addMember } from './add-member.ts';
import type { Refusal, RefusalWorld } from './refusals.ts';
import { createTestTenant } from './test-tenant.ts';

const from = '192.0.2.7';
const elsewhere = ['198.51.100.1'];
const inAYear = () => new Date(Date.now() + 365 * 24 * 3_600_000);

const allowOnly = (db: Database, tenantId: TenantId, allowedAddresses: string[]) =>
  withTenant(db, tenantId, (tx) => tx.update(tenants).set({ allowedAddresses }));

const makeKey = async ({ owner }: RefusalWorld) =>
  (await createApiKey({ ctx: owner.ctx, input: { kind: 'secret', name: 'x', scopes: ['tickets:read'] } }))
    .key;

const makePageKey = async ({ owner, tenant }: RefusalWorld) => {
  const input = {
    kind: 'publishable' as const,
    name: 'x',
    agent_ids: [tenant.agentId],
    origins: ['https://a.test'],
  };
  return (await createApiKey({ ctx: owner.ctx, input })).key;
};

/** A tenant of its own, for its addresses are changed; with a person who is logged in. */
async function logInElsewhere(db: Database) {
  const tenant = await createTestTenant(db);
  const { tenantId } = tenant;
  const { userId } = await addMember(tenant, 'owner');
  const familyId = newId('refreshToken');
  const token = { id: familyId, familyId, tenantId, userId, hash: familyId, expiresAt: inAYear() };
  await withTenant(db, tenantId, (tx) => tx.insert(refreshTokens).values(token));
  await allowOnly(db, tenantId, elsewhere);
  return { tenantId, userId, familyId, role: 'owner' as const };
}

const unreachable = {
  transaction: () => {
    throw new Error('reached the database');
  },
} as unknown as Database;

/** Of credentials: what is none, what is over, and what is used from where it must not be. */
export const refusedCredentials: Refusal[] = [
  {
    name: 'what is no key is not looked for',
    file: 'auth/authenticate-api-key.ts',
    code: 'UNAUTHENTICATED',
    ask: ({ authenticateApiKey }) => authenticateApiKey({ db: unreachable, key: 'sk_x', address: from }),
  },
  {
    name: 'a key that nobody made',
    file: 'auth/authenticate-api-key.ts',
    code: 'UNAUTHENTICATED',
    ask: ({ authenticateApiKey }, { db, tenant }) =>
      authenticateApiKey({ db, key: generateApiKey(tenant.tenantId), address: from }),
  },
  {
    name: 'another tenant’s key under this tenant’s name',
    file: 'auth/authenticate-api-key.ts',
    code: 'UNAUTHENTICATED',
    ask: async ({ authenticateApiKey }, world) => {
      const { tenantId } = await createTestTenant(world.db);
      const key = (await makeKey(world)).replace(/[0-9a-f]{32}/, tenantId.slice(4));
      return authenticateApiKey({ db: world.db, key, address: from });
    },
  },
  {
    name: 'a key that is over',
    file: 'auth/authenticate-api-key.ts',
    code: 'UNAUTHENTICATED',
    ask: async ({ authenticateApiKey }, world) => {
      const { owner } = world;
      const input = { kind: 'secret' as const, name: 'x', scopes: ['tickets:read' as const] };
      const expires_at = new Date(Date.now() + 60_000).toISOString();
      const { key } = await createApiKey({ ctx: owner.ctx, input: { ...input, expires_at } });
      return authenticateApiKey({ db: world.db, key, address: from, now: inAYear() });
    },
  },
  {
    name: 'a key from another address',
    file: 'auth/authenticate-api-key.ts',
    code: 'ADDRESS_NOT_ALLOWED',
    ask: async ({ authenticateApiKey }, world) => {
      const key = await makeKey(world);
      await allowOnly(world.db, world.tenant.tenantId, elsewhere);
      return authenticateApiKey({ db: world.db, key, address: from }).finally(() =>
        allowOnly(world.db, world.tenant.tenantId, []),
      );
    },
  },
  {
    name: 'a page’s key on another page',
    file: 'auth/authenticate-api-key.ts',
    code: 'FORBIDDEN',
    ask: async ({ authenticateApiKey }, world) =>
      authenticateApiKey({
        db: world.db,
        key: await makePageKey(world),
        address: from,
        origin: 'https://b.test',
      }),
  },
  {
    name: 'a person whose log-in is over',
    file: 'auth/authenticate-user.ts',
    code: 'UNAUTHENTICATED',
    ask: ({ authenticateUser }, { db, tenant, owner }) => {
      const claims = { tenantId: tenant.tenantId, userId: owner.userId, role: 'owner' };
      return authenticateUser({ db, claims: { ...claims, familyId: newId('refreshToken') }, address: from });
    },
  },
  {
    name: 'a person from another address',
    file: 'auth/authenticate-user.ts',
    code: 'ADDRESS_NOT_ALLOWED',
    ask: async ({ authenticateUser }, { db }) =>
      authenticateUser({ db, claims: await logInElsewhere(db), address: from }),
  },
  {
    name: 'an address that is not in the list',
    file: 'tenants/is-allowed-address.ts',
    code: 'ADDRESS_NOT_ALLOWED',
    ask: async ({ requireAllowedAddress }) => requireAllowedAddress(from, elsewhere),
  },
];
