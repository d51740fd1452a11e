import type { TenantQuotas } from '@parley/contracts';
import { type DatabaseHandle, sessions, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { setTenantStatus } from '../tenants/set-tenant-status.ts';
import { updateTenant } from '../tenants/update-tenant.ts';
import { auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createSession } from './create-session.ts';
import { listSessions } from './list-sessions.ts';
import { transitionSession } from './transition-session.ts';

const minuteMs = 60_000;
let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let now: Date;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  now = new Date('2026-03-15T12:00:00Z');
  a = await createTestTenant(handle.db, () => now);
  b = await createTestTenant(handle.db, () => now);
});

let rooms = 0;
const open = ({ system }: TestTenant) => createSession({ ctx: system, input: { room: `room ${++rooms}` } });
const allow = ({ system }: TestTenant, quotas: TenantQuotas) =>
  updateTenant({ ctx: system, input: { name: 'T', settings: {}, quotas, allowed_addresses: [] } });
const end = ({ system }: TestTenant, { id }: Awaited<ReturnType<typeof open>>) =>
  transitionSession({ ctx: system, input: { sessionId: id, to: 'ended', reason: 'stopped' } });

/** A session that was active for a while. */
async function talk(tenant: TestTenant, { from, until }: { from: string; until: string | null }) {
  const { id } = await open(tenant);
  await withTenant(handle.db, tenant.tenantId, (tx) =>
    tx
      .update(sessions)
      .set({
        createdAt: new Date(from),
        activeAt: new Date(from),
        endedAt: until ? new Date(until) : null,
        ...(until ? { state: 'ended' as const, endReason: 'stopped' as const } : {}),
      })
      .where(eq(sessions.id, id)),
  );
}

it('opens no session for a suspended tenant, politely, and lets it read', async () => {
  await open(a);
  await setTenantStatus({ ctx: a.system, status: 'suspended' });
  const before = await auditOf(a);
  await expect(open(a)).rejects.toMatchObject({
    code: 'TENANT_SUSPENDED',
    detail: expect.stringContaining('suspended'),
  });
  expect(await auditOf(a)).toEqual(before);
  expect((await listSessions({ ctx: a.system, input: { limit: 10 } })).sessions).toHaveLength(1);
  await open(b);
  await setTenantStatus({ ctx: a.system, status: 'active' });
  await open(a);
});

it('opens as many calls at once as the quota says, also when all ask together', async () => {
  await allow(a, { concurrent_calls: 2 });
  const results = await Promise.allSettled([open(a), open(a), open(a), open(a)]);
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(opened).toHaveLength(2);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'QUOTA_EXCEEDED' });
  }
  await open(b);
  if (opened[0]) await end(a, opened[0]);
  await open(a);
});

it('opens none with a quota of none', async () => {
  await allow(a, { concurrent_calls: 0 });
  await expect(open(a)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  await allow(a, { minutes_per_month: 0 });
  await expect(open(a)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
});

it('counts this month’s minutes, those of calls under way too, and not those of last month', async () => {
  await talk(a, { from: '2026-02-20T10:00:00Z', until: '2026-02-20T12:00:00Z' });
  await talk(a, { from: '2026-02-28T23:30:00Z', until: '2026-03-01T00:04:00Z' });
  await talk(a, { from: '2026-03-02T10:00:00Z', until: '2026-03-02T10:03:00Z' });
  await talk(b, { from: '2026-03-02T10:00:00Z', until: '2026-03-02T11:00:00Z' });
  await allow(a, { minutes_per_month: 8 });
  await talk(a, { from: '2026-03-15T12:00:00Z', until: null });
  now = new Date(now.getTime() + minuteMs - 1000);
  await open(a);
  now = new Date(now.getTime() + 1000);
  await expect(open(a)).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    detail: expect.stringContaining('2026-04-01T00:00:00.000Z'),
  });
});

it('begins anew with the month', async () => {
  await talk(a, { from: '2026-03-02T10:00:00Z', until: '2026-03-02T11:00:00Z' });
  await allow(a, { minutes_per_month: 10 });
  await expect(open(a)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  now = new Date('2026-04-01T00:00:00Z');
  await open(a);
});
