import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptInvitation } from '../invitations/index.ts';
import { listMembers } from '../members/index.ts';
import { accountContext } from '../testing/index.ts';
import { createTenant } from './create-tenant.ts';
import { listTenantIds } from './list-tenant-ids.ts';

let handle: DatabaseHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());

it('makes a tenant that whoever has the link owns', async () => {
  const ctx = accountContext(handle.db);
  const input = { name: 'Ada’s Bakery', email: 'Ada@Example.test' };
  const { tenantId, token, invitation } = await createTenant({ ctx, input });
  expect(invitation).toMatchObject({ email: 'ada@example.test', role: 'owner', status: 'pending' });
  await acceptInvitation({ ctx, input: { token, password: 'a long enough password', name: 'Ada' } });
  const own = { ...ctx, actor: { type: 'system' as const, tenantId } };
  const { members } = await listMembers({ ctx: own, input: {} });
  expect(members).toMatchObject([{ email: 'ada@example.test', role: 'owner' }]);
});

it('makes nothing of what cannot be used, and names the field', async () => {
  const ctx = accountContext(handle.db);
  const before = await listTenantIds({ db: handle.db });
  for (const [path, input] of [
    ['name', { name: ' ', email: 'a@b.test' }],
    ['email', { name: 'A', email: 'nobody' }],
  ] as const) {
    await expect(createTenant({ ctx, input })).rejects.toMatchObject({ issues: [{ path }] });
  }
  expect(await listTenantIds({ db: handle.db })).toEqual(before);
});
