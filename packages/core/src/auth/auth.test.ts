import { keyScopes, newId } from '@parley/contracts';
import { apiKeys, type DatabaseHandle, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedApiKey, seedUser } from '../demo/seed-credentials.ts';
import { accountContext, createTestTenant, type TestTenant } from '../testing/index.ts';
import { generateApiKey } from './api-key.ts';
import { authenticateApiKey } from './authenticate-api-key.ts';
import { logIn } from './log-in.ts';

const address = '203.0.113.7';
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

describe('authenticateApiKey', () => {
  const keysOf = ({ tenantId }: TestTenant) =>
    withTenant(handle.db, tenantId, (tx) => tx.select().from(apiKeys));
  let key: string;
  beforeEach(async () => {
    key = generateApiKey(a.tenantId);
    await seedApiKey({ db: handle.db, tenantId: a.tenantId, key });
  });

  it('tells whose key it is, and keeps nothing to make it from', async () => {
    const [row] = await keysOf(a);
    const actor = await authenticateApiKey({ db: handle.db, address, key });
    expect(actor).toEqual({ type: 'apiKey', tenantId: a.tenantId, keyId: row?.id, scopes: keyScopes });
    expect(JSON.stringify(row)).not.toContain(key.slice(-20));
  });

  it('notes to the minute when it was used', async () => {
    const use = (now: string) => authenticateApiKey({ db: handle.db, address, key, now: new Date(now) });
    const lastUsed = async () => (await keysOf(a))[0]?.lastUsedAt?.toISOString();
    await use('2026-01-01T10:00:00.000Z');
    await use('2026-01-01T10:00:59.000Z');
    expect(await lastUsed()).toBe('2026-01-01T10:00:00.000Z');
    await use('2026-01-01T10:01:00.000Z');
    expect(await lastUsed()).toBe('2026-01-01T10:01:00.000Z');
  });

  it('refuses a key that has expired', async () => {
    const expiresAt = new Date('2026-01-01T10:00:00.000Z');
    await withTenant(handle.db, a.tenantId, (tx) => tx.update(apiKeys).set({ expiresAt }));
    const use = (now: number) => authenticateApiKey({ db: handle.db, address, key, now: new Date(now) });
    await expect(use(expiresAt.getTime() - 1)).resolves.toMatchObject({ type: 'apiKey' });
    await expect(use(expiresAt.getTime())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses what is no key, unknown, of another tenant, or revoked, all alike', async () => {
    const wrong = [
      '',
      'sk_x',
      `${key}x`,
      generateApiKey(a.tenantId),
      generateApiKey(newId('tenant')),
      key.replace(a.tenantId.slice(4), b.tenantId.slice(4)),
    ];
    const refusals = await Promise.all(
      wrong.map((other) =>
        authenticateApiKey({ db: handle.db, address, key: other }).catch((error) => error),
      ),
    );
    await withTenant(handle.db, a.tenantId, (tx) =>
      tx.update(apiKeys).set({ revokedAt: new Date() }).where(eq(apiKeys.tenantId, a.tenantId)),
    );
    refusals.push(await authenticateApiKey({ db: handle.db, address, key }).catch((error) => error));
    expect(refusals.map(({ code }) => code)).toEqual(Array(7).fill('UNAUTHENTICATED'));
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
  });
});

describe('logIn', () => {
  const password = 'correct horse';
  let email: string;
  beforeEach(async () => {
    email = `${newId('user')}@example.test`;
    await seedUser({ db: handle.db, tenantId: a.tenantId, email, password });
  });

  it('opens the tenant of the user, whatever the case of the e-mail', async () => {
    expect(
      await logIn({ ctx: accountContext(handle.db), input: { email: ` ${email.toUpperCase()}`, password } }),
    ).toEqual({
      userId: expect.stringMatching(/^usr_/),
      tenantId: a.tenantId,
      tenantName: 'Test Tenant',
      role: 'owner',
      memberships: [{ tenant_id: a.tenantId, tenant_name: 'Test Tenant', role: 'owner' }],
      familyId: expect.stringMatching(/^rft_/),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('refuses a wrong password and an unknown e-mail in the same words', async () => {
    const refused = await Promise.all(
      [
        { email, password: 'wrong' },
        { email: 'nobody@example.test', password },
      ].map((input) => logIn({ ctx: accountContext(handle.db), input }).catch((error) => error)),
    );
    expect(refused.map(({ code }) => code)).toEqual(['INVALID_CREDENTIALS', 'INVALID_CREDENTIALS']);
    expect(refused[0].message).toBe(refused[1].message);
  });

  it('opens the first of several tenants', async () => {
    await seedUser({ db: handle.db, tenantId: b.tenantId, email, password });
    expect((await logIn({ ctx: accountContext(handle.db), input: { email, password } })).tenantId).toBe(
      a.tenantId,
    );
  });
});
