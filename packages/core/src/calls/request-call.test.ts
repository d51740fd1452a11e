import { newId, type RequestCallBody } from '@parley/contracts';
import { calls, type DatabaseHandle, outbox, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deactivateAgent } from '../agents/deactivate-agent.ts';
import { addLine } from '../testing/add-line.ts';
import { allowDialing, auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { closeCall } from './close-call.ts';
import { listCalls } from './list-calls.ts';
import { requestCall } from './request-call.ts';
import { requeueCall } from './requeue-call.ts';
import { stopCall } from './stop-call.ts';

let handle: DatabaseHandle;
let tenant: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
  await allowDialing(tenant, [to]);
});

const to = '+14155550142';
const ask = (more: Partial<RequestCallBody> = {}, ctx = tenant.user('editor')) =>
  requestCall({ ctx, input: { to, agent_id: tenant.agentId, ...more } });
const issuesOf = (path: string) => ({
  code: 'VALIDATION_FAILED',
  issues: [expect.objectContaining({ path })],
});
const theCalls = async (of = tenant) =>
  (await listCalls({ ctx: of.user('viewer'), input: { limit: 50 } })).calls;

describe('a call that is asked for', () => {
  it('waits, from the only number that can call out, with the agent as it is published now', async () => {
    const line = await addLine(tenant);
    await addLine(tenant, { outbound: null });
    const asked = await ask({ variables: { name: 'Ann' }, scheduled_at: '2027-01-01T10:00:00+02:00' });
    expect(asked).toMatchObject({
      direction: 'outbound',
      state: 'queued',
      to,
      from: line.number,
      number_id: line.number_id,
      agent_id: tenant.agentId,
      session_id: null,
      variables: { name: 'Ann' },
      scheduled_at: '2027-01-01T08:00:00.000Z',
    });
    const [row] = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(calls));
    expect(row?.agentVersionId).toMatch(/^agv_/);
    const told = await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(outbox));
    expect(told.at(-1)).toMatchObject({ event: 'call.state_changed', payload: { state: 'queued' } });
    expect(await auditOf(tenant)).toContainEqual(expect.objectContaining({ action: 'call.request' }));
  });

  it.each([
    ['+1415555014', 'to'],
    ['4155550142', 'to'],
    ['+99912345678', 'to'],
  ])('to %s is refused', async (number, path) => {
    await addLine(tenant);
    await expect(ask({ to: number })).rejects.toMatchObject(issuesOf(path));
    expect(await theCalls()).toEqual([]);
  });

  it('needs a number that can call out', async () => {
    await expect(ask()).rejects.toMatchObject(issuesOf('from_number_id'));
    const mute = await addLine(tenant, { outbound: null });
    await expect(ask({ from_number_id: mute.number_id })).rejects.toMatchObject(issuesOf('from_number_id'));
    const { number_id } = await addLine(tenant);
    await addLine(tenant);
    await expect(ask()).rejects.toMatchObject(issuesOf('from_number_id'));
    expect(await ask({ from_number_id: number_id })).toMatchObject({ number_id });
  });

  it('does not use another tenant’s number or agent', async () => {
    const other = await createTestTenant(handle.db);
    const theirs = await addLine(other);
    await addLine(tenant);
    await expect(ask({ from_number_id: theirs.number_id })).rejects.toMatchObject(issuesOf('from_number_id'));
    await expect(ask({ agent_id: other.agentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect([await theCalls(), await theCalls(other)]).toEqual([[], []]);
  });

  it('is not for viewers, nor for an agent that is switched off', async () => {
    await addLine(tenant);
    await expect(ask({}, tenant.user('viewer'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await deactivateAgent({ ctx: tenant.user('editor'), agentId: tenant.agentId });
    await expect(ask()).rejects.toMatchObject({ code: 'AGENT_NOT_ACTIVE' });
  });

  it('brings so many variables and no more', async () => {
    await addLine(tenant);
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`v${n}`, '']));
    await expect(ask({ variables: many })).rejects.toMatchObject(issuesOf('variables'));
    await expect(ask({ variables: { 'Not a key': 'x' } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});

describe('taken back', () => {
  it('while it waits: cancelled, once', async () => {
    await addLine(tenant);
    const { call_id: callId } = await ask();
    const ctx = tenant.user('editor');
    const stopped = { call: { state: 'ended', end_reason: 'cancelled' }, live: null };
    expect(await stopCall({ ctx, callId })).toMatchObject(stopped);
    expect(await stopCall({ ctx, callId })).toMatchObject(stopped);
    const audited = (await auditOf(tenant)).filter(({ action }) => action === 'call.hang_up');
    expect(audited).toHaveLength(1);
  });

  it('not by another tenant', async () => {
    await addLine(tenant);
    const { call_id: callId } = await ask();
    const other = await createTestTenant(handle.db);
    for (const verb of [stopCall, requeueCall]) {
      await expect(verb({ ctx: other.user('owner'), callId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(closeCall({ ctx: other.user('owner'), callId, input: {} })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await theCalls()).toMatchObject([{ state: 'queued' }]);
  });
});

describe('a parked call', () => {
  const park = async () => {
    await addLine(tenant);
    const { call_id: callId } = await ask();
    await withTenant(handle.db, tenant.tenantId, (tx) =>
      tx.update(calls).set({ state: 'parked', dialedAt: new Date() }).where(eq(calls.id, callId)),
    );
    return callId;
  };
  const ctx = () => tenant.user('editor');

  it('is dialled again, or closed, when somebody says so', async () => {
    const callId = await park();
    await expect(stopCall({ ctx: ctx(), callId })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(await requeueCall({ ctx: ctx(), callId })).toMatchObject({ state: 'queued', dialed_at: null });
    await expect(requeueCall({ ctx: ctx(), callId })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(await auditOf(tenant)).toContainEqual(expect.objectContaining({ action: 'call.requeue' }));
  });

  it('is closed with what was found out', async () => {
    const callId = await park();
    const input = { end_reason: 'no_answer', end_detail: 'Ann says it rang.' } as const;
    expect(await closeCall({ ctx: ctx(), callId, input })).toMatchObject({ state: 'ended', ...input });
    await expect(closeCall({ ctx: ctx(), callId, input: {} })).rejects.toMatchObject({
      code: 'INVALID_TRANSITION',
    });
    expect(await auditOf(tenant)).toContainEqual(expect.objectContaining({ action: 'call.close' }));
  });

  it('is nobody’s but the tenant’s', async () => {
    const callId = await park();
    const viewer = tenant.user('viewer');
    await expect(requeueCall({ ctx: viewer, callId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      closeCall({ ctx: viewer, callId, input: { end_reason: newId('call') as never } }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
