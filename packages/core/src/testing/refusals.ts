import { newId, type Scope } from '@parley/contracts';
import type { Database } from '@parley/db';
import { createApiKey } from '../api-keys/create-api-key.ts';
import type { ServiceContext } from '../context.ts';
import { addMember, type TestMember } from './add-member.ts';
import { createTestTenant, type TestTenant } from './test-tenant.ts';

export interface RefusalWorld {
  db: Database;
  tenant: TestTenant;
  owner: TestMember;
  admin: TestMember;
  viewer: TestMember;
}

export async function createRefusalWorld(db: Database): Promise<RefusalWorld> {
  const tenant = await createTestTenant(db);
  const [owner, admin, viewer] = [
    await addMember(tenant, 'owner'),
    await addMember(tenant, 'admin'),
    await addMember(tenant, 'viewer'),
  ];
  // So that the first of them is not the last owner.
  await addMember(tenant, 'owner');
  return { db, tenant, owner, admin, viewer };
}

/** Something that must be refused, beyond what a verb asks first: by which module, and with which code. */
export interface Refusal {
  name: string;
  file: string;
  code: string;
  // biome-ignore lint/suspicious/noExplicitAny: any module of core, as it is or without one of its checks
  ask(module: any, world: RefusalWorld): Promise<unknown>;
}

const key = ({ tenant }: RefusalWorld, ...scopes: Scope[]) => tenant.apiKey(...scopes);
const page = ({ tenant }: RefusalWorld): ServiceContext => ({
  ...tenant.system,
  actor: {
    type: 'publishableKey',
    tenantId: tenant.tenantId,
    keyId: newId('apiKey'),
    agentIds: [tenant.agentId],
  },
});
const strange = async ({ db }: RefusalWorld) => (await createTestTenant(db)).agentId;

const secretKey = { kind: 'secret', name: 'x', scopes: ['tickets:write'] } as const;
const makeKey = (world: RefusalWorld, more = {}) =>
  createApiKey({ ctx: world.owner.ctx, input: { ...secretKey, scopes: ['tickets:write'], ...more } });
export const refusals: Refusal[] = [
  {
    name: 'nobody unmakes one who is above',
    file: 'members/change-role.ts',
    code: 'FORBIDDEN',
    ask: ({ changeRole }, { admin, owner }) =>
      changeRole({ ctx: admin.ctx, userId: owner.userId, input: { role: 'viewer' } }),
  },
  {
    name: 'nobody makes one who is above',
    file: 'members/change-role.ts',
    code: 'FORBIDDEN',
    ask: ({ changeRole }, { admin, viewer }) =>
      changeRole({ ctx: admin.ctx, userId: viewer.userId, input: { role: 'owner' } }),
  },
  {
    name: 'nobody removes one who is above',
    file: 'members/remove-member.ts',
    code: 'FORBIDDEN',
    ask: ({ removeMember }, { admin, owner }) => removeMember({ ctx: admin.ctx, userId: owner.userId }),
  },
  {
    name: 'nobody invites one who is above',
    file: 'invitations/create-invitation.ts',
    code: 'FORBIDDEN',
    ask: ({ createInvitation }, { admin }) =>
      createInvitation({ ctx: admin.ctx, input: { email: 'a@example.test', role: 'owner' } }),
  },
  {
    name: 'no key gives another more than it has',
    file: 'api-keys/create-api-key.ts',
    code: 'FORBIDDEN',
    ask: ({ createApiKey: verb }, world) => verb({ ctx: key(world, 'keys:write'), input: secretKey }),
  },
  {
    name: 'no key takes over one that may do more',
    file: 'api-keys/rotate-api-key.ts',
    code: 'FORBIDDEN',
    ask: async ({ rotateApiKey }, world) =>
      rotateApiKey({
        ctx: key(world, 'keys:write'),
        keyId: (await makeKey(world)).key_id,
        input: { overlap_hours: 1 },
      }),
  },
  {
    name: 'without the scope',
    file: 'access.ts',
    code: 'FORBIDDEN',
    ask: async ({ requireScope }, world) => requireScope(key(world), 'tickets:read'),
  },
  {
    name: 'without one’s own',
    file: 'access.ts',
    code: 'FORBIDDEN',
    ask: async ({ requireNoMoreThanOwn }, world) => requireNoMoreThanOwn(key(world), ['tickets:read']),
  },
  {
    name: 'a role above one’s own',
    file: 'access.ts',
    code: 'FORBIDDEN',
    ask: async ({ requireRoleWithinOwn }, { admin }) => requireRoleWithinOwn(admin.ctx, 'owner'),
  },
  {
    name: 'a session without the scope',
    file: 'access.ts',
    code: 'FORBIDDEN',
    ask: async ({ requireSessionAccess }, world) =>
      requireSessionAccess(key(world), newId('session'), 'sessions:read'),
  },
  {
    name: 'a session of a page’s key, which only opens it',
    file: 'access.ts',
    code: 'FORBIDDEN',
    ask: async ({ requireSessionAccess }, world) =>
      requireSessionAccess(page(world), newId('session'), 'sessions:write'),
  },
  {
    name: 'another session’s worker',
    file: 'access.ts',
    code: 'NOT_FOUND',
    ask: async ({ requireSessionAccess }, { tenant }) =>
      requireSessionAccess(tenant.worker(newId('session')), newId('session'), 'sessions:read'),
  },
  {
    name: 'a key has no account',
    file: 'auth/require-person.ts',
    code: 'FORBIDDEN',
    ask: async ({ requirePerson }, world) => requirePerson(key(world)),
  },
  {
    name: 'secrets are opened for no person',
    file: 'secrets/open-secrets.ts',
    code: 'FORBIDDEN',
    ask: ({ openSecrets }, { owner }) =>
      openSecrets({ ctx: owner.ctx, vault: undefined, sessionId: newId('session') }),
  },
  {
    name: 'a page does not say what an agent is told',
    file: 'sessions/choose-agent.ts',
    code: 'FORBIDDEN',
    ask: async ({ chooseAgent }, world) => chooseAgent(page(world), { systemPrompt: 'x' }),
  },
  {
    name: 'a page has its own agents',
    file: 'sessions/choose-agent.ts',
    code: 'NOT_FOUND',
    ask: async ({ chooseAgent }, world) => chooseAgent(page(world), { agentId: await strange(world) }),
  },
  {
    name: 'a page opens sessions with its own agents',
    file: 'sessions/create-session.ts',
    code: 'FORBIDDEN',
    ask: ({ createSession }, world) =>
      createSession({ ctx: page(world), input: { room: 'page', systemPrompt: 'x' } }),
  },
  {
    name: 'a page gets no token for a room without a session of its agents',
    file: 'sessions/require-room-access.ts',
    code: 'NOT_FOUND',
    ask: ({ requireRoomAccess }, world) => requireRoomAccess({ ctx: page(world), room: 'nobody-is-here' }),
  },
];
