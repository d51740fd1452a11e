import { auditEntries, auditHeads, type DatabaseHandle, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSession } from '../sessions/create-session.ts';
import { createTestTenant, type TestTenant, testAuditKey } from '../testing/index.ts';
import { appendAudit } from './append-audit.ts';
import { deriveAuditKey } from './derive-audit-key.ts';
import { listAudit } from './list-audit.ts';
import { masked, maskSecrets } from './mask-secrets.ts';
import { verifyAudit } from './verify-audit.ts';

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

/** Tenants whose log has begun. */
let begun: Set<TestTenant>;
beforeEach(() => {
  begun = new Set();
});
const append = (tenant: TestTenant, action = begun.has(tenant) ? 'agent.rename' : 'tenant.create') => {
  begun.add(tenant);
  return withTenant(handle.db, tenant.tenantId, (tx) =>
    appendAudit(tx, tenant.user('admin'), {
      action,
      target: { type: 'agent', id: tenant.agentId },
      before: { name: 'Old', at: new Date(0) },
      after: { name: 'New', nested: { api_key: 'sk_canary', list: [1, 2.5, null] } },
    }),
  );
};
const verify = ({ tenantId }: TestTenant, auditKey: Uint8Array = testAuditKey) =>
  verifyAudit({ db: handle.db, tenantId, auditKey });
/** As somebody with the database in hands, past the rights of the application. */
const tamper = (statement: ReturnType<typeof sql>) =>
  handle.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'none', true)`);
    const tables = ['audit_entries', 'audit_heads'].map((table) => sql.identifier(table));
    for (const table of tables) await tx.execute(sql`alter table ${table} no force row level security`);
    await tx.execute(statement);
    for (const table of tables) await tx.execute(sql`alter table ${table} force row level security`);
  });

describe('the audit log', () => {
  it('counts from one in every tenant, and a chain that nobody touched holds', async () => {
    for (const tenant of [a, b, a, a]) await append(tenant);
    const { entries, nextBefore } = await listAudit({ ctx: a.user('admin'), input: {} });
    expect(entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(nextBefore).toBeNull();
    expect(entries[0]).toMatchObject({
      action: 'agent.rename',
      actor: { type: 'user' },
      before: { name: 'Old', at: '1970-01-01T00:00:00.000Z' },
      after: { name: 'New', nested: { api_key: masked, list: [1, 2.5, null] } },
    });
    expect(JSON.stringify(entries)).not.toContain('canary');
    expect(await verify(a)).toEqual({ ok: true, entries: 3 });
    expect(await verify(b)).toEqual({ ok: true, entries: 1 });
  });

  it('keeps its order when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => append(a)));
    expect(await verify(a)).toEqual({ ok: true, entries: 20 });
  });

  it('cannot be changed or emptied by the application', async () => {
    await append(a);
    const asApp = (work: Parameters<typeof withTenant>[2]) => withTenant(handle.db, a.tenantId, work);
    await expect(asApp((tx) => tx.update(auditEntries).set({ action: 'x' }))).rejects.toThrow();
    await expect(asApp((tx) => tx.delete(auditEntries))).rejects.toThrow();
    await expect(asApp((tx) => tx.delete(auditHeads))).rejects.toThrow();
    expect(await verify(a)).toEqual({ ok: true, entries: 1 });
  });

  it.each([
    ['changed', sql`update audit_entries set action = 'other' where seq = 2`, 2, 'changed'],
    ['rewritten', sql`update audit_entries set after = '{"name":"x"}' where seq = 1`, 1, 'changed'],
    ['taken out', sql`delete from audit_entries where seq = 2`, 2, 'missing'],
    ['cut off', sql`delete from audit_entries where seq = 3`, 3, 'cut_off'],
  ])('names the first entry that was %s', async (_, statement, seq, problem) => {
    for (let count = 0; count < 3; count += 1) await append(a);
    await tamper(sql`${statement} and tenant_id = ${a.tenantId}`);
    expect(await verify(a)).toEqual({ ok: false, seq, problem });
  });

  it.each([
    [
      'set back',
      sql`update audit_heads h set seq = 2, hash = e.hash from audit_entries e where e.tenant_id = h.tenant_id and e.seq = 2`,
      3,
    ],
    ['removed', sql`delete from audit_heads h where true`, 1],
  ])('names the first entry beyond a head that was %s', async (_, statement, seq) => {
    for (let count = 0; count < 3; count += 1) await append(a);
    await tamper(sql`${statement} and h.tenant_id = ${a.tenantId}`);
    expect(await verify(a)).toEqual({ ok: false, seq, problem: 'beyond_head' });
  });

  it('does not end earlier because its head was set back with it', async () => {
    for (let count = 0; count < 3; count += 1) await append(a);
    await tamper(
      sql`update audit_heads h set seq = 2, hash = e.hash from audit_entries e where e.tenant_id = h.tenant_id and e.seq = 2 and h.tenant_id = ${a.tenantId}`,
    );
    await tamper(sql`delete from audit_entries where seq = 3 and tenant_id = ${a.tenantId}`);
    expect(await verify(a)).toEqual({ ok: false, seq: 3, problem: 'cut_off' });
    // What is written afterwards does not heal it.
    await append(a);
    expect(await verify(a)).toEqual({ ok: false, seq: 4, problem: 'cut_off' });
  });

  it('is missed when all of it was taken away', async () => {
    await append(a);
    for (const table of ['audit_entries', 'audit_heads']) {
      await tamper(sql`delete from ${sql.identifier(table)} where tenant_id = ${a.tenantId}`);
    }
    expect(await verify(a)).toEqual({ ok: false, seq: 1, problem: 'cut_off' });
    await append(a);
    expect(await verify(a)).toEqual({ ok: false, seq: 1, problem: 'missing' });
  });

  it('is asked for whatever somebody writes', async () => {
    await append(a, 'agent.rename');
    const ctx = a.user('admin');
    for (const input of [{ action: '\0' }, { targetType: 'x\0' }, { targetId: '\ud800' }]) {
      expect(await listAudit({ ctx, input })).toEqual({ entries: [], nextBefore: null });
    }
    expect((await listAudit({ ctx, input: { action: 'agent.rename\0' } })).entries).toHaveLength(1);
  });

  it('is for another key a forgery', async () => {
    await append(a);
    const other = deriveAuditKey('another secret of an installation');
    expect(await verify(a, other)).toEqual({ ok: false, seq: 1, problem: 'changed' });
  });

  it('is not for everybody to read', async () => {
    await expect(listAudit({ ctx: a.user('editor'), input: {} })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(listAudit({ ctx: a.apiKey('audit:read'), input: {} })).resolves.toBeDefined();
  });

  it('is filtered and read page by page', async () => {
    await createSession({ ctx: a.user('owner'), input: { room: 'lobby' } });
    for (let count = 0; count < 3; count += 1) await append(a, 'agent.rename');
    const ctx = a.user('owner');
    const first = await listAudit({ ctx, input: { action: 'agent.rename', limit: 2 } });
    const input = { action: 'agent.rename', before: first.nextBefore ?? 0, limit: 2 };
    const second = await listAudit({ ctx, input });
    expect([first, second].map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[4, 3], [2]]);
    expect(second.nextBefore).toBeNull();
    const { entries } = await listAudit({ ctx, input: { targetType: 'session' } });
    expect(entries.map(({ action }) => action)).toEqual(['session.create']);
  });
});

describe('maskSecrets', () => {
  it('masks by name, at any depth, and leaves null as it is', () => {
    expect(maskSecrets({ password: 'x', deep: [{ clientSecret: 'y', token: null, title: 'z' }] })).toEqual({
      password: masked,
      deep: [{ clientSecret: masked, token: null, title: 'z' }],
    });
  });
});
