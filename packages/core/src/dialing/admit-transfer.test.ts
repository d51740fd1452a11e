import { type CallTransfer, newId } from '@parley/contracts';
import { type DatabaseHandle, dials, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { insertCall } from '../calls/insert-call.ts';
import { putDialPolicy } from '../dial-policy/put-dial-policy.ts';
import { addDoNotCall } from '../do-not-call/add-do-not-call.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { admitTransfer } from './admit-transfer.ts';
import { blockedCall } from './block-words.ts';
import { checkDestination } from './check-destination.ts';
import { settleTransfer } from './settle-transfer.ts';

const colleague = '+4930123456';
let handle: DatabaseHandle;
let tenant: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
});

const policy = (own: object) => putDialPolicy({ ctx: tenant.user('admin'), input: own });
const inCall = () =>
  withTenant(handle.db, tenant.tenantId, (tx) =>
    insertCall(tx, tenant.system, { direction: 'inbound', state: 'active', toNumber: '+15550100' }),
  );
async function pass(number = colleague) {
  const { id: callId } = await inCall();
  const transfer = { callId, sessionId: newId('session'), number, longestS: 1_800, prolongedS: 0 };
  const decision = await withTenant(handle.db, tenant.tenantId, (tx) =>
    admitTransfer(tx, tenant.system, transfer),
  );
  if (!decision.allowed) throw blockedCall(decision.reasons);
  return callId;
}
const inVain: CallTransfer = {
  ...{ transfer_id: newId('transfer'), target: null, label: colleague, to: colleague, mode: 'warm' },
  ...{ requested_by: 'api', state: 'failed', failure: 'busy', detail: null },
  ...{ started_at: '2026-01-01T00:00:00.000Z', answered_at: null, ended_at: '2026-01-01T00:00:09.000Z' },
};
const refused = (reason: string) => ({
  code: 'CALL_BLOCKED',
  issues: [{ path: 'to', message: expect.stringContaining(reason) }],
});

it('is let to a place that the tenant allows, at any hour and without consent', async () => {
  await expect(pass()).rejects.toMatchObject(refused('destination_not_allowed'));
  await policy({ allowed_countries: ['DE'], calling_window: { mon: [], tue: [], wed: [], thu: [] } });
  await pass();
  await expect(pass('+18765550142')).rejects.toMatchObject(refused('destination_not_allowed'));
  await policy({ allowed_countries: ['DE'], blocked_prefixes: ['+4930'] });
  await expect(pass()).rejects.toMatchObject(refused('prefix_blocked'));
  const asked = { ctx: tenant.user('viewer'), input: { number: colleague } };
  expect(await checkDestination(asked)).toEqual({
    number: colleague,
    allowed: false,
    reason: 'prefix_blocked',
  });
});

it('is not let to who does not want to be called', async () => {
  await policy({ allowed_countries: ['DE'] });
  await addDoNotCall({ ctx: tenant.user('editor'), input: { number: colleague } });
  await expect(pass()).rejects.toMatchObject(refused('do_not_call_tenant'));
});

it('is let within the spend cap, however many ask at once, and one that reached nobody is free again', async () => {
  await policy({ allowed_countries: ['DE'], default_rate: 10, spend_cap: 650 });
  const asked = await Promise.allSettled(Array.from({ length: 4 }, () => pass()));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  await expect(pass()).rejects.toMatchObject(refused('spend_cap'));
  const [one] = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(dials));
  if (!one?.callId) throw new Error('nothing was held');
  const call = { id: one.callId };
  await withTenant(handle.db, tenant.tenantId, (tx) =>
    settleTransfer(tx, call, { transfer: inVain, now: new Date() }),
  );
  await pass();
});
