import { type InvitationBody, newId, type Role } from '@parley/contracts';
import { type DatabaseHandle, invitations, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logIn } from '../auth/log-in.ts';
import { listMembers } from '../members/index.ts';
import { accountContext, addMember, auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { acceptInvitation, createInvitation, listInvitations, revokeInvitation } from './index.ts';

const password = 'a long enough password';
const dayMs = 86_400_000;
let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let email: string;
let now: Date;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  now = new Date('2026-03-15T12:00:00Z');
  a = await createTestTenant(handle.db, () => now);
  b = await createTestTenant(handle.db, () => now);
  email = `${newId('user')}@example.test`;
});

const invite = (role: Role = 'editor', ctx = a.user('admin'), to = email) =>
  createInvitation({ ctx, input: { email: to, role } });
const accept = (token: string, more: object = { name: 'Ada' }) =>
  acceptInvitation({ ctx: accountContext(handle.db, () => now), input: { token, password, ...more } });
const membersOf = async ({ system }: TestTenant) => (await listMembers({ ctx: system, input: {} })).members;
const deadLink = { code: 'VALIDATION_FAILED', issues: [expect.objectContaining({ path: 'token' })] };

describe('createInvitation', () => {
  it('keeps the link’s hash alone, and lists what it may', async () => {
    const { invitation, token, tenantName } = await invite('viewer');
    expect(tenantName).toBe('Test Tenant');
    expect(token).toMatch(/^inv_[0-9a-f]{32}_[\w-]{43}$/);
    expect(invitation).toMatchObject({ email, role: 'viewer', status: 'pending' });
    expect(Date.parse(invitation.expires_at) - now.getTime()).toBe(7 * dayMs);
    expect(await listInvitations({ ctx: a.user('viewer'), input: {} })).toEqual({
      invitations: [invitation],
      nextCursor: null,
    });
    const rows = await withTenant(handle.db, a.tenantId, (tx) => tx.select().from(invitations));
    expect(JSON.stringify([rows, await auditOf(a)])).not.toContain(token.slice(-43));
    expect((await auditOf(a))[0]).toMatchObject({
      action: 'invitation.create',
      after: { email, role: 'viewer' },
    });
    expect((await listInvitations({ ctx: b.system, input: {} })).invitations).toEqual([]);
  });

  it('makes an earlier link to the same address useless', async () => {
    const first = await invite();
    await invite('viewer', a.system, email.toUpperCase());
    await expect(accept(first.token)).rejects.toMatchObject(deadLink);
    const { invitations: listed } = await listInvitations({ ctx: a.system, input: {} });
    expect(listed.map(({ status }) => status).sort()).toEqual(['pending', 'revoked']);
  });

  it('lets nobody give more than they have, and editors nothing', async () => {
    await expect(invite('owner')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(invite('admin', a.apiKey('members:write'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(invite('viewer', a.user('editor'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await invite('owner', a.user('owner'));
  });

  it('refuses a member of this tenant, and not one of another', async () => {
    const member = await addMember(a, 'viewer');
    await expect(invite('editor', a.system, member.email)).rejects.toMatchObject({ code: 'CONFLICT' });
    await invite('editor', a.system, (await addMember(b, 'viewer')).email);
  });

  it.each([
    ['email', { email: 'nobody' }],
    ['role', { role: 'king' }],
  ])('names %s when it is wrong', async (path, wrong) => {
    const input = { email, role: 'viewer', ...wrong } as InvitationBody;
    await expect(createInvitation({ ctx: a.system, input })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path })],
    });
  });
});

describe('acceptInvitation', () => {
  it('makes an account for whoever has none, a member once, and they can log in', async () => {
    const { token } = await invite('editor');
    const accepted = await accept(token);
    expect(accepted).toMatchObject({ tenant_id: a.tenantId, tenant_name: 'Test Tenant', role: 'editor' });
    expect(await membersOf(a)).toMatchObject([{ user_id: accepted.user_id, email, name: 'Ada' }]);
    expect(await membersOf(b)).toEqual([]);
    expect((await auditOf(a))[0]).toMatchObject({
      action: 'invitation.accept',
      actor: { type: 'user', id: accepted.user_id },
    });
    await expect(accept(token)).rejects.toMatchObject(deadLink);
    const ctx = accountContext(handle.db);
    expect(await logIn({ ctx, input: { email, password } })).toMatchObject({ tenantId: a.tenantId });
  });

  it('is confirmed by whoever has an account with its password, which stays', async () => {
    const known = await addMember(b, 'owner', 'their own password');
    const { token } = await invite('viewer', a.system, known.email);
    await expect(accept(token)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await membersOf(a)).toEqual([]);
    expect(await accept(token, { password: 'their own password' })).toMatchObject({ user_id: known.userId });
    expect(await membersOf(a)).toMatchObject([{ email: known.email, role: 'viewer' }]);
  });

  it('is done once, when many do it at once', async () => {
    const { token } = await invite();
    const results = await Promise.allSettled([accept(token), accept(token), accept(token)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await membersOf(a)).toHaveLength(1);
  });

  it('works for seven days', async () => {
    const { token } = await invite();
    now = new Date(now.getTime() + 7 * dayMs);
    await expect(accept(token)).rejects.toMatchObject(deadLink);
    now = new Date(now.getTime() - 1);
    await accept(token);
  });

  it('knows no link of another tenant, and none that nobody has', async () => {
    const { token } = await invite();
    const elsewhere = token.replace(a.tenantId.slice(4), b.tenantId.slice(4));
    const unknown = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [elsewhere, unknown, 'inv_', 'x', newId('invitation')]) {
      await expect(accept(wrong)).rejects.toMatchObject(deadLink);
    }
    expect([await membersOf(a), await membersOf(b)]).toEqual([[], []]);
  });

  it.each([
    ['name', {}],
    ['password', { name: 'Ada', password: 'short' }],
    ['password', { name: 'Ada', password: 'EMAIL' }],
  ])('names the %s that a new account lacks', async (path, more) => {
    const { token } = await invite();
    const input = 'password' in more && more.password === 'EMAIL' ? { ...more, password: email } : more;
    await expect(accept(token, input)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path })],
    });
    await accept(token);
  });
});

describe('revokeInvitation', () => {
  it('takes an invitation back, once', async () => {
    const { invitation, token } = await invite();
    const revoke = (ctx = a.user('admin')) =>
      revokeInvitation({ ctx, invitationId: invitation.invitation_id });
    await expect(revoke(b.system)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(revoke(a.user('editor'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await revoke();
    await revoke();
    await expect(accept(token)).rejects.toMatchObject(deadLink);
    expect((await auditOf(a)).map(({ action }) => action)).toEqual([
      'invitation.revoke',
      'invitation.create',
    ]);
  });

  it('is too late when it was accepted', async () => {
    const { invitation, token } = await invite();
    await accept(token);
    const revoke = revokeInvitation({ ctx: a.system, invitationId: invitation.invitation_id });
    await expect(revoke).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
