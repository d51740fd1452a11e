import { auditEntries, type DatabaseHandle, outbox, tenantSecrets, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSession } from '../sessions/create-session.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { deleteSecret } from './delete-secret.ts';
import { listSecrets } from './list-secrets.ts';
import { openSecrets } from './open-secrets.ts';
import { putSecret } from './put-secret.ts';
import { resealSecrets } from './reseal-secrets.ts';
import { deriveMasterKey, Vault, VaultError } from './vault.ts';

const keyOf = (version: number) => deriveMasterKey(`master ${version}`);
const first = new Vault(new Map([[1, keyOf(1)]]));
const both = new Vault(new Map([1, 2].map((version) => [version, keyOf(version)])));
const second = new Vault(new Map([[2, keyOf(2)]]));
const canary = 'sk-canary-4711-abcd';

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

const put = async (tenant: TestTenant, vault = first, value = canary) =>
  (await putSecret({ ctx: tenant.user('admin'), vault, input: { provider: 'openai', value } })).secret;
/** As the worker of a new session of the tenant. */
async function open(tenant: TestTenant, vault: Vault) {
  const { id } = await createSession({ ctx: tenant.system, input: { room: `room ${Math.random()}` } });
  return openSecrets({ ctx: tenant.worker(id), vault, sessionId: id });
}

describe('a tenant’s secret', () => {
  it('is opened for the worker of a session, and in nothing that is kept or shown', async () => {
    const shown = await put(a);
    expect(shown).toMatchObject({ provider: 'openai', hint: 'abcd' });
    expect(await open(a, first)).toEqual({ openai: canary });
    const everything = await withTenant(handle.db, a.tenantId, async (tx) => [
      await tx.select().from(tenantSecrets),
      await tx.select().from(auditEntries),
      await tx.select().from(outbox),
    ]);
    const listed = await listSecrets({ ctx: a.user('admin') });
    expect(JSON.stringify([shown, everything, listed])).not.toContain('canary');
  });

  it('is replaced, and deleted', async () => {
    const { secret_id: id } = await put(a);
    expect((await put(a, first, 'sk-another-0001')).secret_id).toBe(id);
    expect(await open(a, first)).toEqual({ openai: 'sk-another-0001' });
    await deleteSecret({ ctx: a.user('admin'), provider: 'openai' });
    expect(await open(a, first)).toEqual({});
    const actions = await withTenant(handle.db, a.tenantId, (tx) => tx.select().from(auditEntries));
    expect(actions.map(({ action }) => action).filter((action) => action.startsWith('secret'))).toEqual([
      'secret.create',
      'secret.update',
      'secret.delete',
    ]);
    await expect(deleteSecret({ ctx: a.user('admin'), provider: 'openai' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is the tenant’s own, and cannot be opened in another’s row', async () => {
    await put(a);
    expect(await listSecrets({ ctx: b.user('owner') })).toEqual([]);
    expect(await open(b, first)).toEqual({});
    const [row] = await withTenant(handle.db, a.tenantId, (tx) => tx.select().from(tenantSecrets));
    if (!row) throw new Error('not kept');
    const stolen = { ...row, id: row.id.replace(/.$/, 'x') as typeof row.id, tenantId: b.tenantId };
    await withTenant(handle.db, b.tenantId, (tx) => tx.insert(tenantSecrets).values(stolen));
    await expect(open(b, first)).rejects.toThrow(VaultError);
  });

  it('needs the scope, and is opened for nobody but a worker', async () => {
    const refused = { code: 'FORBIDDEN' };
    const input = { provider: 'openai' as const, value: canary };
    await expect(putSecret({ ctx: a.user('editor'), vault: first, input })).rejects.toMatchObject(refused);
    await expect(listSecrets({ ctx: a.user('editor') })).rejects.toMatchObject(refused);
    const { id: sessionId } = await createSession({ ctx: a.system, input: { room: 'lobby' } });
    for (const ctx of [a.user('owner'), a.apiKey('secrets:read'), a.system]) {
      await expect(openSecrets({ ctx, vault: first, sessionId })).rejects.toMatchObject(refused);
    }
  });

  it('says which field is wrong, without the value', async () => {
    const error = await put(a, first, 'two words canary').catch((caught) => caught);
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'value' }] });
    expect(String(error)).not.toContain('canary');
  });
});

describe('a new master key', () => {
  it('takes over what the old one sealed; both open meanwhile, and then the old one may go', async () => {
    await put(a);
    await put(b, first, 'sk-of-tenant-b');
    expect(await open(a, both)).toEqual({ openai: canary });
    await expect(open(a, second)).rejects.toThrow('no master key of version 1');
    const reseal = () => resealSecrets({ db: handle.db, vault: both });
    expect((await reseal()).resealed).toBeGreaterThanOrEqual(2);
    const again = await reseal();
    expect(again.resealed).toBe(0);
    // What the test before moved into a foreign row opens with no key, and stops nobody else's.
    expect(again.unreadable).toHaveLength(1);
    expect(await open(a, second)).toEqual({ openai: canary });
    expect(await open(b, second)).toEqual({ openai: 'sk-of-tenant-b' });
  });
});
