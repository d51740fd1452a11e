import type { DatabaseHandle } from '@parley/db';
import { openTestPostgres } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listSecrets } from './secrets/list-secrets.ts';
import { putSecret } from './secrets/put-secret.ts';
import { deriveMasterKey, Vault } from './secrets/vault.ts';
import { createTestTenant, type TestTenant } from './testing/index.ts';
import { createEndpoint } from './webhooks/create-endpoint.ts';
import { listEndpoints } from './webhooks/list-endpoints.ts';

// The built-in database does one thing after another; only a server shows what is not held.
const vault = new Vault(new Map([[1, deriveMasterKey('master')]]));
let handle: DatabaseHandle;
let a: TestTenant;
beforeAll(async () => {
  handle = await openTestPostgres();
  a = await createTestTenant(handle.db);
}, 120_000);
afterAll(() => handle?.close());

const atOnce = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));

it('a provider’s first key that many put at once is there once, and nobody is refused', async () => {
  const ctx = a.user('admin');
  const put = (index: number) =>
    putSecret({ ctx, vault, input: { provider: 'openai', value: `sk-at-once-${index}` } });
  const done = await atOnce(20, put);
  expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await listSecrets({ ctx })).toHaveLength(1);
});

it('no more webhook endpoints are made than a tenant may have', async () => {
  const ctx = a.user('admin');
  const make = (index: number) =>
    createEndpoint({ ctx, vault, input: { url: `https://example.test/${index}` } });
  const done = await atOnce(70, make);
  const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(refused).toEqual(Array(20).fill('CONFLICT'));
  expect(await listEndpoints({ ctx })).toHaveLength(50);
});
