import type { Role } from '@parley/contracts';
import { type DatabaseHandle, refreshTokens, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authenticateUser } from '../auth/authenticate-user.ts';
import { logIn } from '../auth/log-in.ts';
import { refresh } from '../auth/refresh.ts';
import {
  accountContext,
  addMember,
  auditOf,
  createTestTenant,
  type TestMember,
  type TestTenant,
} from '../testing/index.ts';
import { changeRole, getMember, listMembers, removeMember } from './index.ts';

const password = 'a long enough password';
let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let owner: TestMember;
let theirs: TestMember;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
  owner = await addMember(a, 'owner');
  theirs = await addMember(b, 'owner');
});

const rolesOf = async (tenant: TestTenant) =>
  (await listMembers({ ctx: tenant.system, input: {} })).members.map(({ role }) => role).sort();
const logInAs = async ({ email }: TestMember) => {
  const { userId, tenantId, role, familyId, refreshToken } = await logIn({
    ctx: accountContext(handle.db),
    input: { email, password },
  });
  const claims = { userId, tenantId, role, familyId };
  return {
    use: () => authenticateUser({ db: handle.db, claims, address: '::1' }),
    refresh: () => refresh({ ctx: accountContext(handle.db), input: { refreshToken } }),
  };
};

describe('listMembers and getMember', () => {
  it('tell a tenant its own people, page by page', async () => {
    const viewer = await addMember(a, 'viewer');
    const ctx = viewer.ctx;
    const first = await listMembers({ ctx, input: { limit: 1 } });
    const second = await listMembers({ ctx, input: { limit: 1, cursor: first.nextCursor ?? '' } });
    const seen = [...first.members, ...second.members].map(({ user_id }) => user_id);
    expect(seen).toEqual([viewer.userId, owner.userId].sort().reverse());
    expect(second.nextCursor).toBeNull();
    expect((await getMember({ ctx, userId: owner.userId })).member).toMatchObject({
      email: owner.email,
      role: 'owner',
    });
    await expect(getMember({ ctx, userId: theirs.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuse a cursor that is none, and a key without the scope', async () => {
    await expect(listMembers({ ctx: a.system, input: { cursor: 'x' } })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: 'cursor' })],
    });
    await expect(listMembers({ ctx: a.apiKey('tenant:read'), input: {} })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('changeRole', () => {
  const give = (by: TestMember | TestTenant['system'], member: TestMember, role: Role, ifRevision?: number) =>
    changeRole({ ctx: 'ctx' in by ? by.ctx : by, userId: member.userId, input: { role }, ifRevision });

  it('takes effect with the next request, and is audited', async () => {
    const editor = await addMember(a, 'editor', password);
    const session = await logInAs(editor);
    await session.use();
    expect(await give(owner, editor, 'viewer')).toMatchObject({ member: { role: 'viewer' }, revision: 2 });
    await expect(session.use()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await session.refresh()).toMatchObject({ role: 'viewer' });
    expect((await auditOf(a)).find(({ action }) => action.startsWith('member.'))).toMatchObject({
      action: 'member.change_role',
      target_id: editor.userId,
      before: { role: 'editor' },
      after: { role: 'viewer' },
    });
    await expect(give(owner, editor, 'admin', 1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('lets only owners make and unmake owners', async () => {
    const admin = await addMember(a, 'admin');
    const other = await addMember(a, 'owner');
    await expect(give(admin, admin, 'owner')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(give(admin, other, 'viewer')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await rolesOf(a)).toEqual(['admin', 'owner', 'owner']);
    await give(owner, admin, 'owner');
    await give(owner, other, 'viewer');
  });

  it('lets nobody give more than they have', async () => {
    const editor = await addMember(a, 'editor');
    const key = a.apiKey('members:read', 'members:write');
    await expect(give(key, editor, 'admin')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(give(editor, editor, 'viewer')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps the last owner, also when two unmake each other at once', async () => {
    await expect(give(owner, owner, 'admin')).rejects.toMatchObject({ code: 'CONFLICT' });
    const other = await addMember(a, 'owner');
    const results = await Promise.allSettled([give(owner, other, 'admin'), give(other, owner, 'admin')]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await rolesOf(a)).toEqual(['admin', 'owner']);
  });

  it('does not reach another tenant’s members', async () => {
    await addMember(b, 'owner');
    await expect(give(owner, theirs, 'viewer')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await rolesOf(b)).toEqual(['owner', 'owner']);
  });
});

describe('removeMember', () => {
  it('ends the membership and its log-ins at once, and they do not come back with another', async () => {
    const editor = await addMember(a, 'editor', password);
    const session = await logInAs(editor);
    await removeMember({ ctx: owner.ctx, userId: editor.userId });
    await expect(session.use()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(session.refresh()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const tokens = await withTenant(handle.db, a.tenantId, (tx) =>
      tx.select().from(refreshTokens).where(eq(refreshTokens.userId, editor.userId)),
    );
    expect(tokens).toMatchObject([{ revokedAt: expect.any(Date) }]);
    expect((await auditOf(a))[0]).toMatchObject({
      action: 'member.remove',
      before: { email: editor.email, role: 'editor' },
    });
    expect(await rolesOf(a)).toEqual(['owner']);
  });

  it('keeps the last owner, and owners from admins', async () => {
    const admin = await addMember(a, 'admin');
    await expect(removeMember({ ctx: owner.ctx, userId: owner.userId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await addMember(a, 'owner');
    await expect(removeMember({ ctx: admin.ctx, userId: owner.userId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await removeMember({ ctx: owner.ctx, userId: owner.userId });
    expect(await rolesOf(a)).toEqual(['admin', 'owner']);
  });

  it('does not reach another tenant’s members, and is not for editors', async () => {
    await addMember(b, 'owner');
    await expect(removeMember({ ctx: owner.ctx, userId: theirs.userId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await rolesOf(b)).toEqual(['owner', 'owner']);
    await expect(removeMember({ ctx: a.user('editor'), userId: owner.userId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
