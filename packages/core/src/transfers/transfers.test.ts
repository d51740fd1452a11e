import {
  type AgentConfigInput,
  type CallId,
  type DialDecision,
  newId,
  type SessionId,
} from '@parley/contracts';
import { calls, type DatabaseHandle, dials, outbox, sipTrunks, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerCall } from '../calls/answer-call.ts';
import { getCall } from '../calls/get-call.ts';
import { listCalls } from '../calls/list-calls.ts';
import { listDials } from '../calls/list-dials.ts';
import { putDialPolicy } from '../dial-policy/put-dial-policy.ts';
import { addDoNotCall } from '../do-not-call/add-do-not-call.ts';
import { listSessionEvents } from '../sessions/list-session-events.ts';
import { transitionSession } from '../sessions/transition-session.ts';
import { addAgent } from '../testing/add-agent.ts';
import { addLine, auditOf, createTestTenant, type TestTenant } from '../testing/index.ts';
import { answerTransfer } from './answer-transfer.ts';
import { beginTransfer } from './begin-transfer.ts';
import { findTransfer } from './find-transfer.ts';
import { listOpenTransfers } from './list-open-transfers.ts';
import { longestTalkS } from './longest-talk.ts';
import { noteTransfer } from './note-transfer.ts';

const office = '+14155550177';
const targets: AgentConfigInput['transfer_targets'] = [
  { key: 'office', label: 'the office', number: office, available: 'always' },
  { key: 'direct', label: 'Ann', number: 'sip:ann@192.0.2.1', mode: 'cold', available: 'always' },
  { key: 'premium', label: 'a hotline', number: 'sip:+19005550123@127.0.0.1:5070', available: 'always' },
  { key: 'digits', label: 'a number', number: 'sip:0119005550123@127.0.0.1:5070', available: 'always' },
  { key: 'day', label: 'the day shift', number: office, available: 'opening_hours' },
];

let handle: DatabaseHandle;
let tenant: TestTenant;
let count = 0;
let callId: CallId;
let sessionId: SessionId;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
/** A caller speaks with an agent that has targets and is closed at every hour. */
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
  await putDialPolicy({
    ctx: tenant.user('admin'),
    input: { allowed_countries: ['US'], blocked_prefixes: ['+1900'] },
  });
  const agentId = await addAgent(tenant, { transfer_targets: targets, opening_hours: { time_zone: 'UTC' } });
  const { number } = await addLine({ ...tenant, agentId });
  await withTenant(handle.db, tenant.tenantId, (tx) =>
    tx.update(sipTrunks).set({ outboundRef: 'ST_out' }).where(eq(sipTrunks.tenantId, tenant.tenantId)),
  );
  count += 1;
  const input = { room: `phone_${count}`, sipCallRef: `SCL_${count}`, from: '+14155550142', to: number };
  const answered = await answerCall({ ctx: tenant.system, input });
  if (!('session' in answered)) throw new Error('not answered');
  sessionId = answered.session.id;
  await move('connecting');
  await move('active');
  const { calls } = await listCalls({ ctx: tenant.system, input: { limit: 1 } });
  callId = calls[0]?.call_id as CallId;
});

const move = (to: 'connecting' | 'active' | 'ended', reason?: 'caller_hung_up') =>
  transitionSession({ ctx: tenant.system, input: { sessionId, to, ...(reason && { reason }) } });

const pass = (to: string, ctx = tenant.user('editor')) => beginTransfer({ ctx, input: { callId, to } });
const asAgent = (to: string) => beginTransfer({ ctx: tenant.worker(sessionId), input: { sessionId, to } });
const note = async (move: Parameters<typeof noteTransfer>[0]['input']['move']) => {
  const transferId = (await theCall()).transfer?.transfer_id;
  if (!transferId) throw new Error('no transfer');
  return noteTransfer({ ctx: tenant.system, input: { callId, transferId, move } });
};
const answer = async (accepted: boolean, more: { failure?: 'declined' } = {}) => {
  const transfer_id = (await theCall()).transfer?.transfer_id ?? newId('transfer');
  const input = { sessionId, transfer_id, accepted, ...more };
  return answerTransfer({ ctx: tenant.worker(sessionId), input });
};
const theCall = () => getCall({ ctx: tenant.user('viewer'), callId });
const told = async () =>
  (await withTenant(handle.db, tenant.tenantId, (tx) => tx.select().from(outbox)))
    .map(({ event }) => event)
    .filter((event) => event.startsWith('call.transfer'));
/** What each transfer has cost; null while that is held. */
const held = async () => (await transferDials()).map(({ costCents }) => costCents);
const transferDials = () =>
  withTenant(handle.db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(dials)
      .where(and(eq(dials.kind, 'transfer'), eq(dials.allowed, true)))
      .orderBy(dials.id),
  );
const refused = (code: string) => expect.objectContaining({ code });

const callOut = {
  id: newId('dial'),
  kind: 'call',
  toNumber: '+14155550142',
  purpose: 'informational',
  allowed: true,
  decision: {} as DialDecision,
  reservedCents: 9,
  decidedAt: new Date(),
} as const;

describe('a call is passed on', () => {
  it('to a target of the agent: the trunk that the call came by rings it, and all stands with the call', async () => {
    const { plan, transfer, call, events } = await pass('office');
    expect(plan).toMatchObject({
      mode: 'warm',
      ringS: 25,
      dial: { outboundRef: 'ST_out', from: call.to, to: office },
    });
    expect(transfer).toMatchObject({ target: 'office', label: 'the office', to: office, state: 'dialing' });
    expect((await theCall()).transfer).toEqual(transfer);
    expect(events).toMatchObject([{ event: { type: 'transfer', label: 'the office', state: 'dialing' } }]);
    expect(await listOpenTransfers({ db: handle.db })).toContainEqual({ tenantId: tenant.tenantId, callId });
    expect((await auditOf(tenant))[0]).toMatchObject({ action: 'call.transfer', target_id: callId });
  });

  it('by the agent itself, which leaves no audit', async () => {
    const { transfer, plan } = await asAgent('direct');
    expect([transfer.requested_by, plan]).toEqual([
      'agent',
      { mode: 'cold', refer: 'sip:ann@192.0.2.1', ringS: 25 },
    ]);
    expect((await auditOf(tenant)).filter(({ action }) => action === 'call.transfer')).toEqual([]);
  });

  it('by people to a number besides, cold as well', async () => {
    const number = '+14155550188';
    const { plan } = await beginTransfer({
      ctx: tenant.apiKey('calls:write'),
      input: { callId, to: number, mode: 'cold' },
    });
    expect(plan).toMatchObject({ mode: 'cold', refer: `tel:${number}` });
  });

  it('through its states, each once, and is told as done', async () => {
    await pass('office');
    await note({ to: 'ringing' });
    await note({ to: 'briefing' });
    await note({ to: 'ringing' });
    const { transfer } = await answer(true);
    expect(transfer.state).toBe('joining');
    await answer(true);
    expect(await told()).toEqual([]);
    await note({ to: 'completed' });
    await note({ to: 'failed', failure: 'busy' });
    expect((await theCall()).transfer).toMatchObject({
      state: 'completed',
      failure: null,
      answered_at: expect.any(String),
      ended_at: expect.any(String),
    });
    expect(await told()).toEqual(['call.transferred']);
    const events = await listSessionEvents({
      ctx: tenant.system,
      input: { sessionId },
    });
    const states = events.flatMap(({ event }) => (event.type === 'transfer' ? event.state : []));
    expect(states).toEqual(['dialing', 'ringing', 'briefing', 'joining', 'completed']);
    await move('ended', 'caller_hung_up');
    expect(await theCall()).toMatchObject({ state: 'ended', end_reason: 'transferred' });
  });

  it('in vain, and may be passed on again', async () => {
    await pass('office');
    await note({ to: 'failed', failure: 'busy', detail: 'The carrier answered 486.' });
    expect(await theCall()).toMatchObject({
      state: 'active',
      transfer: { state: 'failed', failure: 'busy', detail: 'The carrier answered 486.' },
    });
    expect(await told()).toEqual(['call.transfer_failed']);
    await pass('office');
  });

  it('and the person declines; an answer that nobody waits for is refused', async () => {
    await pass('office');
    await expect(answer(true)).rejects.toEqual(refused('INVALID_TRANSITION'));
    await note({ to: 'briefing' });
    expect((await answer(false, { failure: 'declined' })).transfer).toMatchObject({
      state: 'failed',
      failure: 'declined',
    });
    await expect(answer(true)).rejects.toEqual(refused('INVALID_TRANSITION'));
  });

  it('and the caller hangs up meanwhile', async () => {
    await pass('office');
    await move('ended', 'caller_hung_up');
    expect(await theCall()).toMatchObject({
      end_reason: 'caller_hung_up',
      transfer: { state: 'failed', failure: 'caller_hung_up' },
    });
    expect(await told()).toEqual(['call.transfer_failed']);
    expect(await findTransfer({ ctx: tenant.system, input: { callId } })).toMatchObject({ over: true });
  });

  it('cold, and the telephone is seen to go before its carrier says that it was transferred', async () => {
    await pass('direct');
    await move('ended', 'caller_hung_up');
    await note({ to: 'completed' });
    expect(await theCall()).toMatchObject({ end_reason: 'transferred', transfer: { state: 'completed' } });
  });
});

describe('what it costs', () => {
  beforeEach(async () => {
    const input = { allowed_countries: ['US'], default_rate: 10 };
    await putDialPolicy({ ctx: tenant.user('admin'), input });
  });
  /** How long the two have talked, in seconds. */
  const answeredAgo = async (seconds: number) => {
    const { transfer } = await theCall();
    if (!transfer) throw new Error('no transfer');
    const answered_at = new Date(Date.now() - seconds * 1_000).toISOString();
    await withTenant(handle.db, tenant.tenantId, (tx) =>
      tx
        .update(calls)
        .set({ transfer: { ...transfer, answered_at } })
        .where(eq(calls.id, callId)),
    );
  };
  const minute = 10;

  it('is held for as long as two may talk, and then what they have talked', async () => {
    await pass('office');
    expect((await transferDials())[0]?.reservedCents).toBe((longestTalkS / 60) * minute);
    await note({ to: 'briefing' });
    await answer(true);
    await note({ to: 'completed' });
    await answeredAgo(170);
    await move('ended', 'caller_hung_up');
    expect([await held(), (await theCall()).cost_cents]).toEqual([[3 * minute], 3 * minute]);
  });

  it('is the call’s with each that was answered in vain', async () => {
    await pass('office');
    await note({ to: 'briefing' });
    await answeredAgo(70);
    await answer(false);
    await pass('office');
    await note({ to: 'failed', failure: 'busy' });
    await move('ended', 'caller_hung_up');
    expect([await held(), (await theCall()).cost_cents]).toEqual([[2 * minute, 0], 2 * minute]);
  });

  it('is nothing for who hangs up before anybody has answered', async () => {
    await pass('office');
    await move('ended', 'caller_hung_up');
    expect(await held()).toEqual([0]);
  });

  it('is held for the own line of a call out as well', async () => {
    const own = { ...callOut, callId, centsPerMinute: 3 };
    await withTenant(handle.db, tenant.tenantId, (tx) =>
      tx.insert(dials).values({ ...own, tenantId: tenant.tenantId }),
    );
    await pass('office');
    expect((await transferDials())[0]?.reservedCents).toBe((longestTalkS / 60) * (minute + 3));
  });

  it.each(['completed', 'is cut off'])(
    'cold, all that was held: nobody sees how long they talk (%s)',
    async (how) => {
      await beginTransfer({ ctx: tenant.user('editor'), input: { callId, to: 'office', mode: 'cold' } });
      if (how === 'completed') await note({ to: 'completed' });
      await move('ended', 'caller_hung_up');
      const [dial] = await transferDials();
      expect(dial?.reservedCents).toBeGreaterThan(0);
      expect([dial?.costCents, (await theCall()).cost_cents]).toEqual([
        dial?.reservedCents,
        dial?.reservedCents,
      ]);
    },
  );
});

describe('is not passed on', () => {
  it('while it is being passed on, or once it has been, or when nobody is in it', async () => {
    await pass('office');
    await expect(pass('office')).rejects.toEqual(refused('INVALID_TRANSITION'));
    await note({ to: 'completed' });
    await expect(pass('office')).rejects.toEqual(refused('INVALID_TRANSITION'));
    await move('ended', 'caller_hung_up');
    await expect(pass('office')).rejects.toEqual(refused('INVALID_TRANSITION'));
  });

  it.each([
    ['sip:anybody@192.0.2.9', 'VALIDATION_FAILED'],
    ['nobody', 'VALIDATION_FAILED'],
    ['+1', 'VALIDATION_FAILED'],
    ['+442079460123', 'CALL_BLOCKED'],
    ['+19005550123', 'CALL_BLOCKED'],
    ['premium', 'CALL_BLOCKED'],
    ['digits', 'VALIDATION_FAILED'],
  ])('to %s', async (to, code) => {
    await expect(pass(to)).rejects.toEqual(refused(code));
    expect((await theCall()).transfer).toBeNull();
  });

  it.each([
    ['an API key', () => pass('+19005550123', tenant.apiKey('calls:write'))],
    ['the agent', () => asAgent('premium')],
  ])('for %s where the gate refuses, and keeps its evidence', async (_, asked) => {
    await expect(asked()).rejects.toMatchObject({ code: 'CALL_BLOCKED' });
    expect(await listDials({ ctx: tenant.user('viewer'), callId })).toMatchObject([
      {
        kind: 'transfer',
        to: '+19005550123',
        reserved_cents: 0,
        decision: { allowed: false, reason: 'prefix_blocked', evidence: { regions: expect.any(Array) } },
      },
    ]);
  });

  it('by the agent to a number that is none of its targets, or to one that is closed', async () => {
    await expect(asAgent('+14155550188')).rejects.toEqual(refused('VALIDATION_FAILED'));
    await expect(asAgent('day')).rejects.toEqual(refused('CONFLICT'));
    expect((await pass('day')).transfer.target).toBe('day');
  });

  it('to a target whose number the dial policy does not allow any more', async () => {
    await putDialPolicy({ ctx: tenant.user('admin'), input: { allowed_countries: ['CA'] } });
    await expect(asAgent('office')).rejects.toEqual(refused('CALL_BLOCKED'));
    expect((await asAgent('direct')).plan.mode).toBe('cold');
  });

  it('to who does not want to be called, or for more than the spend cap leaves; whoever was not reached costs nothing', async () => {
    const ctx = tenant.user('admin');
    // Ten cents a minute for as long as two may talk, and less than another minute.
    const spend_cap = (longestTalkS / 60) * 10 + 5;
    await putDialPolicy({ ctx, input: { allowed_countries: ['US'], default_rate: 10, spend_cap } });
    await pass('office');
    await note({ to: 'failed', failure: 'no_answer' });
    expect(await held()).toEqual([0]);
    await pass('office');
    await note({ to: 'briefing' });
    await note({ to: 'failed', failure: 'declined' });
    expect(await held()).toEqual([0, 10]);
    await expect(pass('office')).rejects.toEqual(refused('CALL_BLOCKED'));
    await putDialPolicy({ ctx, input: { allowed_countries: ['US'] } });
    await addDoNotCall({ ctx, input: { number: office } });
    await expect(pass('office')).rejects.toEqual(refused('CALL_BLOCKED'));
  });

  it('warm when no trunk calls out', async () => {
    await withTenant(handle.db, tenant.tenantId, (tx) => tx.update(sipTrunks).set({ outboundRef: null }));
    await expect(pass('office')).rejects.toEqual(refused('VALIDATION_FAILED'));
  });

  it('by another tenant, or without the scope', async () => {
    const other = await createTestTenant(handle.db);
    await expect(pass('office', other.user('owner'))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(pass('office', tenant.user('viewer'))).rejects.toEqual(refused('FORBIDDEN'));
    await expect(
      beginTransfer({ ctx: other.worker(sessionId), input: { sessionId, to: 'office' } }),
    ).rejects.toEqual(refused('NOT_FOUND'));
    expect((await theCall()).transfer).toBeNull();
  });
});
