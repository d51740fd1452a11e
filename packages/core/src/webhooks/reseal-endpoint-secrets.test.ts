import type { WebhookEndpointId } from '@parley/contracts';
import { type DatabaseHandle, webhookEndpoints, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resealSecrets } from '../secrets/reseal-secrets.ts';
import { deriveMasterKey, Vault } from '../secrets/vault.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { claimDeliveries } from './claim-deliveries.ts';
import { createEndpoint } from './create-endpoint.ts';
import { rotateEndpointSecret } from './rotate-endpoint-secret.ts';
import { sendTestEvent } from './send-test-event.ts';

const vaultOf = (...versions: number[]) =>
  new Vault(new Map(versions.map((version) => [version, deriveMasterKey(`master ${version}`)])));
const first = vaultOf(1);
const both = vaultOf(1, 2);
const second = vaultOf(2);

let handle: DatabaseHandle;
let tenant: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
});

const create = async (vault = first) => {
  const input = { url: 'https://example.com/hook' };
  const { endpoint_id: id, secret } = await createEndpoint({ ctx: tenant.user('admin'), vault, input });
  return { id, secret };
};
const rotate = async (endpointId: WebhookEndpointId, vault = first) =>
  (await rotateEndpointSecret({ ctx: tenant.user('admin'), vault, endpointId })).secret;
const rowOf = async (id: WebhookEndpointId) => {
  const [row] = await withTenant(handle.db, tenant.tenantId, (tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)),
  );
  if (!row) throw new Error('no such endpoint');
  return row;
};
/** What a message to the endpoint would be signed with. */
async function signedWith(endpointId: WebhookEndpointId, vault: Vault) {
  const { messageId } = await sendTestEvent({ ctx: tenant.user('admin'), endpointId });
  const now = new Date(Date.now() + 1_000);
  const claimed = await claimDeliveries({
    db: handle.db,
    vault,
    now,
    limit: 100,
    underWay: new Map(),
    perEndpoint: 100,
    leaseMs: 60_000,
  });
  return claimed.find((delivery) => delivery.messageId === messageId)?.secrets;
}

test('a new master key takes over an endpoint’s secret and the one before it; then the old key may go', async () => {
  const { id, secret: old } = await create();
  const secret = await rotate(id);
  const before = await rowOf(id);
  expect(await signedWith(id, both)).toEqual([secret, old]);
  const { resealed, unreadable } = await resealSecrets({ db: handle.db, vault: both });
  expect([resealed >= 1, unreadable]).toEqual([true, []]);
  expect(await signedWith(id, second)).toEqual([secret, old]);
  const after = await rowOf(id);
  expect([after.keyVersion, after.previousKeyVersion]).toEqual([2, 2]);
  // Whoever holds an ETag of the endpoint may still use it: nothing that is shown has changed.
  expect([after.revision, after.updatedAt]).toEqual([before.revision, before.updatedAt]);
  expect((await resealSecrets({ db: handle.db, vault: both })).resealed).toBe(0);
});

test('of two secrets under different keys the one that can be opened is taken over, and the other is told of', async () => {
  const { id } = await create();
  const secret = await rotate(id, second);
  const third = vaultOf(2, 3);
  const { unreadable } = await resealSecrets({ db: handle.db, vault: third });
  expect(unreadable).toContain(id);
  expect(await rowOf(id)).toMatchObject({ keyVersion: 3, previousKeyVersion: 1 });
  expect(await signedWith(id, vaultOf(1, 3))).toContain(secret);
});

test('an endpoint whose secret cannot be opened does not hold up the others', async () => {
  const lost = await create(vaultOf(7));
  const fine = await create();
  await sendTestEvent({ ctx: tenant.user('admin'), endpointId: lost.id });
  expect(await signedWith(fine.id, first)).toEqual([fine.secret]);
  expect(await signedWith(lost.id, first)).toEqual([]);
});
