import { type ApiKeyBody, keyScopes, type RotateApiKeyBody } from '@parley/contracts';
import { apiKeys, type DatabaseHandle, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authenticateApiKey } from '../auth/authenticate-api-key.ts';
import type { ServiceContext } from '../context.ts';
import { updateTenant } from '../tenants/update-tenant.ts';
import { auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createApiKey, getApiKey, listApiKeys, renameApiKey, revokeApiKey, rotateApiKey } from './index.ts';

const hourMs = 3_600_000;
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

const origin = 'https://www.example.com';
const make = (input: object = {}, ctx: ServiceContext = a.user('admin')) =>
  createApiKey({
    ctx,
    input: { kind: 'secret', name: 'CI', scopes: ['agents:read'], ...input } as ApiKeyBody,
  });
const makePublishable = (input: object = {}, ctx?: ServiceContext) =>
  make({ kind: 'publishable', scopes: undefined, agent_ids: [a.agentId], origins: [origin], ...input }, ctx);
const use = (key: string, from: { address?: string; origin?: string } = {}) =>
  authenticateApiKey({ db: handle.db, key, address: '203.0.113.7', now, ...from });
const refused = { code: 'UNAUTHENTICATED' };

describe('createApiKey', () => {
  it('makes a secret key that is shown once, and may do what it was made for', async () => {
    const { key, ...shown } = await make({ scopes: ['agents:read', 'agents:read'] });
    expect(key).toMatch(/^sk_/);
    expect(shown).toMatchObject({ kind: 'secret', status: 'active', hint: key.slice(-4) });
    expect(await use(key)).toEqual({
      type: 'apiKey',
      tenantId: a.tenantId,
      keyId: shown.key_id,
      scopes: ['agents:read'],
    });
    const rows = await withTenant(handle.db, a.tenantId, (tx) => tx.select().from(apiKeys));
    const kept = JSON.stringify([rows, await auditOf(a), await listApiKeys({ ctx: a.system, input: {} })]);
    expect(kept).not.toContain(key.slice(-43));
    expect((await auditOf(a))[0]).toMatchObject({
      action: 'api_key.create',
      target_id: shown.key_id,
      after: { name: 'CI', scopes: ['agents:read'] },
    });
  });

  it('gives nobody more than they have', async () => {
    const ctx = a.apiKey('keys:write', 'agents:read');
    await expect(make({ scopes: ['agents:write'] }, ctx)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(makePublishable({}, ctx)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await make({ scopes: ['agents:read'] }, ctx);
    await make({ scopes: keyScopes });
    await expect(make({}, a.user('editor'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('makes a publishable key for agents and origins', async () => {
    const { key, key_id: keyId } = await makePublishable();
    expect(key).toMatch(/^pk_/);
    expect(await use(key, { origin })).toEqual({
      type: 'publishableKey',
      tenantId: a.tenantId,
      keyId,
      agentIds: [a.agentId],
    });
    for (const other of ['https://example.com', 'http://www.example.com', 'null', undefined]) {
      await expect(use(key, { origin: other })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it.each([
    ['scopes.0', { scopes: ['tenant:own'] }],
    ['scopes', { scopes: [] }],
    ['name', { name: ' ' }],
    ['expires_at', { expires_at: '2026-03-15T12:00:00Z' }],
    ['expires_at', { expires_at: 'tomorrow' }],
    ['agent_ids', { kind: 'publishable', agent_ids: [], origins: [origin] }],
    ['origins.0', { kind: 'publishable', agent_ids: ['A'], origins: ['https://example.com/page'] }],
    ['origins.0', { kind: 'publishable', agent_ids: ['A'], origins: ['*'] }],
    ['agent_ids', { kind: 'publishable', agent_ids: ['B'], origins: [origin] }],
  ])('names %s when it is wrong: %j', async (path, wrong) => {
    const ids = { A: a.agentId, B: b.agentId } as Record<string, string>;
    const named = 'agent_ids' in wrong ? { agent_ids: wrong.agent_ids?.map((id) => ids[id]) } : {};
    await expect(make({ ...wrong, ...named })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path })],
    });
    expect((await listApiKeys({ ctx: a.system, input: {} })).keys).toEqual([]);
  });
});

describe('a key', () => {
  it('works until it expires', async () => {
    const { key, key_id: keyId } = await make({ expires_at: '2026-03-15T13:00:00Z' });
    now = new Date(now.getTime() + hourMs - 1);
    await use(key);
    now = new Date(now.getTime() + 1);
    await expect(use(key)).rejects.toMatchObject(refused);
    expect((await getApiKey({ ctx: a.system, keyId })).key).toMatchObject({ status: 'expired' });
  });

  it('works from its tenant’s addresses alone', async () => {
    const { key } = await make();
    const tenant = { name: 'T', settings: {}, quotas: {}, allowed_addresses: ['203.0.113.0/24'] };
    await updateTenant({ ctx: a.system, input: tenant });
    await use(key);
    await expect(use(key, { address: '198.51.100.1' })).rejects.toMatchObject({
      code: 'ADDRESS_NOT_ALLOWED',
    });
  });

  it('is refused from the moment it is revoked, which is done once', async () => {
    const { key, key_id: keyId } = await make();
    await use(key);
    await expect(revokeApiKey({ ctx: b.system, keyId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(revokeApiKey({ ctx: a.user('editor'), keyId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await use(key);
    await revokeApiKey({ ctx: a.user('admin'), keyId });
    await revokeApiKey({ ctx: a.user('admin'), keyId });
    await expect(use(key)).rejects.toMatchObject(refused);
    expect((await auditOf(a)).map(({ action }) => action)).toEqual(['api_key.revoke', 'api_key.create']);
    expect((await getApiKey({ ctx: a.system, keyId })).key).toMatchObject({ status: 'revoked' });
  });

  it('is renamed, and nothing else of it changes', async () => {
    const { key, key_id: keyId } = await make();
    const rename = (ctx: ServiceContext, ifRevision?: number) =>
      renameApiKey({ ctx, keyId, input: { name: 'Deploy' }, ifRevision });
    await expect(rename(b.system)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rename(a.apiKey('keys:read'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await rename(a.system, 1)).toMatchObject({ key: { name: 'Deploy' }, revision: 2 });
    await expect(rename(a.system, 1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect((await auditOf(a))[0]).toMatchObject({ before: { name: 'CI' }, after: { name: 'Deploy' } });
    await use(key);
  });

  it('is listed to its own tenant, newest first, page by page', async () => {
    const made = [await make(), await makePublishable(), await make()].map(({ key_id }) => key_id);
    const ctx = a.apiKey('keys:read');
    const first = await listApiKeys({ ctx, input: { limit: 2 } });
    const second = await listApiKeys({ ctx, input: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect([...first.keys, ...second.keys].map(({ key_id }) => key_id)).toEqual([...made].sort().reverse());
    expect((await listApiKeys({ ctx: b.system, input: {} })).keys).toEqual([]);
    await expect(listApiKeys({ ctx: a.user('editor'), input: {} })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const keyId = made[0] ?? '';
    await expect(getApiKey({ ctx: b.system, keyId: keyId as never })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('rotateApiKey', () => {
  type Made = Awaited<ReturnType<typeof make>>;
  const rotate = ({ key_id: keyId }: Made, input: RotateApiKeyBody, ctx = a.user('admin')) =>
    rotateApiKey({ ctx, keyId, input });

  it('makes a key that may do the same, and lets the old one work for the overlap', async () => {
    const old = await makePublishable();
    const made = await rotate(old, { overlap_hours: 2 });
    expect(made).toMatchObject({
      kind: 'publishable',
      name: 'CI',
      agent_ids: [a.agentId],
      origins: [origin],
    });
    expect(made.key).not.toBe(old.key);
    now = new Date(now.getTime() + 2 * hourMs - 1);
    await use(old.key, { origin });
    now = new Date(now.getTime() + 1);
    await expect(use(old.key, { origin })).rejects.toMatchObject(refused);
    await use(made.key, { origin });
    expect((await auditOf(a)).slice(0, 2)).toMatchObject([
      { action: 'api_key.rotate', target_id: old.key_id, after: { replaced_by: made.key_id } },
      { action: 'api_key.create', target_id: made.key_id },
    ]);
  });

  it('lets the old one work no longer, when that is chosen, or when it would have expired', async () => {
    const leaked = await make();
    await rotate(leaked, { overlap_hours: 0 });
    await expect(use(leaked.key)).rejects.toMatchObject(refused);
    const short = await make({ expires_at: '2026-03-15T13:00:00Z' });
    const made = await rotate(short, { overlap_hours: 24, expires_at: null });
    expect(made.expires_at).toBeNull();
    now = new Date(now.getTime() + hourMs);
    await expect(use(short.key)).rejects.toMatchObject(refused);
    await use(made.key);
  });

  it('gives the new one the old one’s expiry, unless another is chosen', async () => {
    const expiresAt = '2026-04-01T00:00:00.000Z';
    const old = await make({ expires_at: expiresAt });
    expect((await rotate(old, { overlap_hours: 1 })).expires_at).toBe(expiresAt);
  });

  it('gives nobody a key that may do more than they may', async () => {
    const old = await make({ scopes: ['agents:write'] });
    const ctx = a.apiKey('keys:write', 'agents:read');
    await expect(rotate(old, { overlap_hours: 1 }, ctx)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('knows no key of another tenant, and none that is over', async () => {
    const old = await make();
    await expect(rotate(old, { overlap_hours: 1 }, b.user('owner'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await use(old.key);
    await rotate(old, { overlap_hours: 0 });
    await expect(rotate(old, { overlap_hours: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await listApiKeys({ ctx: b.system, input: {} })).keys).toEqual([]);
  });

  it.each([-1, 25])('names overlap_hours when it is %d', async (overlap_hours) => {
    await expect(rotate(await make(), { overlap_hours })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: 'overlap_hours' })],
    });
  });
});
