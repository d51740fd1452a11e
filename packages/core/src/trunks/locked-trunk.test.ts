import { type DatabaseHandle, sipTrunks, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resealSecrets } from '../secrets/reseal-secrets.ts';
import { deriveMasterKey, Vault } from '../secrets/vault.ts';
import { addLine, createTestTenant, type TestTenant } from '../testing/index.ts';
import { getTrunk } from './get-trunk.ts';
import { listTrunkPlans } from './list-trunk-plans.ts';
import { listTrunks } from './list-trunks.ts';
import { updateTrunk } from './update-trunk.ts';

const old = deriveMasterKey('master');
const rotated = new Vault(new Map([[1, old]]).set(2, deriveMasterKey('newer')));
const lost = new Vault(new Map([[2, deriveMasterKey('newer')]]));
const inbound = { allowed_addresses: [], username: 'maple' };
const password = 'a long secret';

let handle: DatabaseHandle;
let a: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());

const line = async () => {
  a = await createTestTenant(handle.db);
  const { trunk_id: trunkId } = await addLine(a, { inbound: { ...inbound, password }, outbound: null });
  return trunkId;
};
const passwordsBy = async (master: Vault, trunkId: string) =>
  (await listTrunkPlans({ db: handle.db, vault: master })).find((plan) => plan.trunkId === trunkId)
    ?.passwords;

it('a password is sealed anew with the newest master key, and opens without the old one', async () => {
  const trunkId = await line();
  expect(await passwordsBy(lost, trunkId)).toBeNull();
  await resealSecrets({ db: handle.db, vault: rotated });
  const [row] = await withTenant(handle.db, a.tenantId, (tx) => tx.select().from(sipTrunks));
  expect(row?.keyVersion).toBe(2);
  expect(await passwordsBy(lost, trunkId)).toEqual({ inbound: password });
});

it('a password that no master key opens is shown as missing, and can be put in again', async () => {
  const trunkId = await line();
  const other = await createTestTenant(handle.db);
  const { trunk_id: good } = await addLine(other);
  const ctx = a.user('admin');
  const [listed] = await listTrunks({ ctx, vault: lost });
  expect(listed?.inbound).toMatchObject({ username: 'maple', has_password: false });
  expect((await getTrunk({ ctx, vault: lost, trunkId })).trunk).toEqual(listed);
  // One trunk like that keeps nobody else's from the SIP service.
  expect([await passwordsBy(lost, trunkId), await passwordsBy(lost, good)]).toEqual([null, {}]);
  const put = (given: object) =>
    updateTrunk({ ctx, vault: lost, trunkId, input: { name: 'Line', inbound: { ...inbound, ...given } } });
  await expect(put({})).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ path: 'inbound.password', message: 'A username needs its password.' }],
  });
  expect((await put({ password })).trunk.inbound?.has_password).toBe(true);
  expect(await passwordsBy(lost, trunkId)).toEqual({ inbound: password });
});
