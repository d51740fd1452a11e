import type { Role, TenantBody } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceContext } from '../context.ts';
import { auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { getTenant } from './get-tenant.ts';
import { setTenantStatus } from './set-tenant-status.ts';
import { updateTenant } from './update-tenant.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
});

const body: TenantBody = {
  name: 'New Name',
  settings: { time_zone: 'Europe/Berlin', language: 'de' },
  quotas: { concurrent_calls: 3, minutes_per_month: 100 },
  allowed_addresses: ['203.0.113.0/24', '203.0.113.0/24', '2001:DB8::1'],
};
const from = (ctx: ServiceContext, address: string): ServiceContext => ({
  ...ctx,
  origin: { address, requestId: 'r' },
});

describe('updateTenant', () => {
  it('replaces everything, says so in the audit log, and leaves others alone', async () => {
    const others = await getTenant({ ctx: b.system });
    const { tenant, revision } = await updateTenant({ ctx: a.user('admin'), input: body });
    expect(tenant).toMatchObject({
      ...body,
      tenant_id: a.tenantId,
      status: 'active',
      allowed_addresses: ['203.0.113.0/24', '2001:db8::1'],
    });
    expect(await getTenant({ ctx: a.user('viewer') })).toEqual({ tenant, revision });
    expect(revision).toBe(2);
    expect((await auditOf(a))[0]).toMatchObject({
      action: 'tenant.update',
      before: { name: 'Test Tenant', allowed_addresses: [] },
      after: { name: 'New Name', quotas: body.quotas },
    });
    expect(await getTenant({ ctx: b.system })).toEqual(others);
  });

  it('is refused for a revision that is not the present one', async () => {
    await updateTenant({ ctx: a.system, input: body, ifRevision: 1 });
    await expect(updateTenant({ ctx: a.system, input: body, ifRevision: 1 })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('does not lock the caller out', async () => {
    const ctx = a.user('owner');
    await expect(updateTenant({ ctx: from(ctx, '198.51.100.4'), input: body })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: 'allowed_addresses', message: expect.stringContaining('198.51.100.4') }],
    });
    expect((await getTenant({ ctx })).revision).toBe(1);
    await updateTenant({ ctx: from(ctx, '::ffff:203.0.113.9'), input: body });
    await updateTenant({ ctx: from(ctx, '198.51.100.4'), input: { ...body, allowed_addresses: [] } });
  });

  it.each([
    ['name', { name: ' ' }],
    ['settings.time_zone', { settings: { time_zone: 'Mars/Olympus' } }],
    ['quotas.concurrent_calls', { quotas: { concurrent_calls: -1 } }],
    ['allowed_addresses.0', { allowed_addresses: ['example.com'] }],
  ])('names %s when it is wrong', async (path, wrong) => {
    await expect(updateTenant({ ctx: a.system, input: { ...body, ...wrong } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path })],
    });
  });

  it.each(['viewer', 'editor'] as Role[])('is not for a %s', async (role) => {
    await expect(updateTenant({ ctx: a.user(role), input: body })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('setTenantStatus', () => {
  it('suspends and resumes, each once', async () => {
    const ctx = a.user('owner');
    for (const status of ['suspended', 'suspended', 'active', 'active'] as const) {
      expect((await setTenantStatus({ ctx, status })).tenant.status).toBe(status);
    }
    expect((await auditOf(a)).map(({ action }) => action)).toEqual(['tenant.resume', 'tenant.suspend']);
    expect((await getTenant({ ctx: b.system })).tenant.status).toBe('active');
  });

  it('is for owners', async () => {
    for (const ctx of [a.user('admin'), a.apiKey('tenant:write')]) {
      await expect(setTenantStatus({ ctx, status: 'suspended' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});
