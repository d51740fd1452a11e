import type { AgentConfigInput } from '@parley/contracts';
import { calls, type DatabaseHandle, outbox, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNumber } from '../numbers/create-number.ts';
import { deriveMasterKey, Vault } from '../secrets/vault.ts';
import { createSession } from '../sessions/create-session.ts';
import { transitionSession } from '../sessions/transition-session.ts';
import { setTenantStatus } from '../tenants/set-tenant-status.ts';
import { updateTenant } from '../tenants/update-tenant.ts';
import { addAgent } from '../testing/add-agent.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createTrunk } from '../trunks/create-trunk.ts';
import { answerCall } from './answer-call.ts';
import { listCalls } from './list-calls.ts';

const vault = new Vault(new Map([[1, deriveMasterKey('master')]]));
let handle: DatabaseHandle;
let tenant: TestTenant;
let dialled: string;
let count = 0;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
  dialled = `+1555${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
});

const from = '+15550142';
async function route(more: Partial<Parameters<typeof createNumber>[0]['input']> = {}) {
  const ctx = tenant.user('admin');
  const trunk = await createTrunk({
    ctx,
    vault,
    input: { name: 'Line', inbound: { allowed_addresses: ['127.0.0.1'] } },
  });
  return createNumber({
    ctx,
    input: { number: dialled, trunk_id: trunk.trunk_id, agent_id: tenant.agentId, ...more },
  });
}
const ring = (input: Partial<Parameters<typeof answerCall>[0]['input']> = {}) => {
  count += 1;
  const call = { room: `phone_${count}`, sipCallRef: `SCL_${count}`, from, to: dialled, ...input };
  return answerCall({ ctx: tenant.system, input: call });
};
const theCalls = async () => (await listCalls({ ctx: tenant.user('viewer'), input: { limit: 50 } })).calls;
/** Closed at every hour. */
const never: Partial<AgentConfigInput> = { opening_hours: { time_zone: 'UTC' } };

describe('a call that comes in', () => {
  it('gets the number’s agent, and goes with its session to the end', async () => {
    const number = await route();
    const answered = await ring();
    if (!('session' in answered)) throw new Error('not answered');
    expect(answered.session).toMatchObject({ channel: 'phone', state: 'created', agentId: tenant.agentId });
    const sessionId = answered.session.id;
    const [ringing] = await theCalls();
    expect(ringing).toMatchObject({
      direction: 'inbound',
      state: 'ringing',
      from,
      to: dialled,
      session_id: sessionId,
      number_id: number.number_id,
    });
    const move = (to: 'connecting' | 'active') =>
      transitionSession({ ctx: tenant.system, input: { sessionId, to } });
    await move('connecting');
    await move('active');
    expect((await theCalls())[0]).toMatchObject({ state: 'active', answered_at: expect.any(String) });
    await transitionSession({
      ctx: tenant.system,
      input: { sessionId, to: 'ended', reason: 'caller_hung_up' },
    });
    expect((await theCalls())[0]).toMatchObject({ state: 'ended', end_reason: 'caller_hung_up' });
    const told = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(outbox));
    const states = told
      .filter(({ event }) => event === 'call.state_changed')
      .map(({ payload }) => payload.state);
    expect(states).toEqual(['ringing', 'active', 'ended']);
  });

  it('is answered once, however often it is told', async () => {
    await route();
    const call = { room: 'phone_same', sipCallRef: 'SCL_same' };
    const all = await Promise.all(Array.from({ length: 5 }, () => ring(call)));
    expect(all.filter((each) => 'session' in each)).toHaveLength(1);
    expect(all.filter((each) => 'known' in each)).toHaveLength(4);
    expect(await theCalls()).toHaveLength(1);
  });

  it.each([
    ['ended', 'caller_hung_up', 'the caller is seen to leave'],
    ['failed', 'room_lost', 'the caller came and left between two looks at the room'],
  ] as const)('given up while it rings is cancelled: %s, %s: %s', async (to, reason, _why) => {
    await route();
    const answered = await ring();
    if (!('session' in answered)) throw new Error('not answered');
    await transitionSession({ ctx: tenant.system, input: { sessionId: answered.session.id, to, reason } });
    expect((await theCalls())[0]).toMatchObject({ state: 'ended', end_reason: 'cancelled' });
  });

  it.each([
    ['an unknown number', {}, { to: '+15550999' }],
    ['what is no number', {}, { to: 'sales' }],
    ['a number without an agent', { agent_id: null }, {}],
  ])('to %s is refused, and on record', async (_, routing, call) => {
    await route(routing);
    expect(await ring(call)).toEqual({ refused: 'number_not_routed' });
    expect((await theCalls())[0]).toMatchObject({ state: 'ended', end_reason: 'number_not_routed' });
  });

  it('to another tenant’s number is not answered by this one', async () => {
    await route();
    const other = await createTestTenant(handle.db);
    const input = { room: 'phone_x', sipCallRef: 'SCL_x', from, to: dialled };
    expect(await answerCall({ ctx: other.system, input })).toEqual({ refused: 'number_not_routed' });
    expect(await theCalls()).toEqual([]);
  });
});

describe('outside the opening hours', () => {
  const closed = async () => addAgent(tenant, never);

  it.each([
    ['agent', null],
    ['voicemail', 'voicemail'],
    ['closed_message', 'closed_message'],
  ] as const)('%s', async (what, answerWith) => {
    await route({ agent_id: await closed(), outside_hours: { do: what } });
    expect(await ring()).toMatchObject({ session: { answerWith } });
  });

  it('another agent', async () => {
    const outside = { do: 'other_agent', agent_id: tenant.agentId } as const;
    await route({ agent_id: await closed(), outside_hours: outside });
    expect(await ring()).toMatchObject({ session: { agentId: tenant.agentId } });
  });
});

describe('a tenant that cannot take the call', () => {
  it('is excused by the agent, twice at once, and busy beyond', async () => {
    await route();
    await setTenantStatus({ ctx: tenant.user('owner'), status: 'suspended' });
    const first = await ring();
    expect(first).toMatchObject({ session: { answerWith: 'unavailable_message' } });
    expect(await ring()).toMatchObject({ session: { answerWith: 'unavailable_message' } });
    expect(await ring()).toEqual({ refused: 'tenant_suspended' });
    if (!('session' in first)) throw new Error('not answered');
    const sessionId = first.session.id;
    for (const to of ['connecting', 'active'] as const) {
      await transitionSession({ ctx: tenant.system, input: { sessionId, to } });
    }
    await transitionSession({
      ctx: tenant.system,
      input: { sessionId, to: 'ended', reason: 'agent_hung_up' },
    });
    const ended = (await theCalls()).find(({ session_id }) => session_id === sessionId);
    expect(ended).toMatchObject({ state: 'ended', end_reason: 'tenant_suspended' });
    expect(await ring()).toMatchObject({ session: { answerWith: 'unavailable_message' } });
  });

  it('has its quota', async () => {
    await route();
    const body = { name: 'Maple', settings: {}, quotas: { concurrent_calls: 1 }, allowed_addresses: [] };
    await updateTenant({ ctx: tenant.user('owner'), input: body });
    await createSession({ ctx: tenant.system, input: { room: 'lobby' } });
    expect(await ring()).toMatchObject({ session: { answerWith: 'unavailable_message' } });
  });
});

it('calls are listed by when they came, however far away the moment', async () => {
  await route();
  await ring();
  const between = async (from: string, to: string) =>
    (await listCalls({ ctx: tenant.system, input: { from, to, limit: 50 } })).calls.length;
  expect(await between('0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z')).toBe(1);
  expect(await between('9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z')).toBe(0);
});

it('a call that is over has a reason, and no other has', async () => {
  await route();
  await ring();
  const wrong = withTenant(handle.db, tenant.tenantId, (tx) => tx.update(calls).set({ endReason: 'busy' }));
  await expect(wrong).rejects.toThrow();
});
