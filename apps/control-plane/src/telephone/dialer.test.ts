import { agentIdentityPrefix, type CallId, newId, type Role } from '@parley/contracts';
import { findDial, getCall, requestCall, requeueCall, updateTenant } from '@parley/core';
import { addLine, allowDialing } from '@parley/core/testing';
import { sipTrunks, withTenant } from '@parley/db';
import type { DialRequest, DialResult } from '@parley/telephony';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../jobs/supervisor-context.ts';
import { createTestDependencies, type TestDependencies } from '../testing/create-test-dependencies.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { Dialer } from './dialer.ts';
import { dialerTimings as timings } from './dialer-context.ts';
import { hangUp } from './hang-up.ts';

const to = '+14155550142';
const failed = (reason: 'busy' | 'telephony_unavailable', unsure = false): DialResult => ({
  answered: false,
  reason,
  sipStatus: reason === 'busy' ? 486 : undefined,
  detail: 'words',
  unsure,
});

let clock: ManualClock;
let parts: TestDependencies;
/** Every dial ever made, and how each is answered. */
let dials: (DialRequest & { answer: (result: DialResult) => void })[];
beforeEach(async () => {
  clock = createManualClock();
  dials = [];
  parts = await createTestDependencies({ clock });
});
afterEach(() => parts.close());

const ctx = () => systemContext({ ...parts, db: parts.database.db }, parts.demo.tenantId);
const user = (role: Role) => ({
  ...ctx(),
  actor: { type: 'user' as const, tenantId: parts.demo.tenantId, userId: newId('user'), role },
});

/** A process that dials; the one before it may have died. */
function newDialer(mostCalls = 10): Dialer {
  const { log, rooms, supervisor, auditKey, streamDials } = parts;
  const dial = (request: DialRequest) =>
    new Promise<DialResult>((answer) => {
      dials.push({ ...request, answer });
    });
  const { db } = parts.database;
  const limits = { mostCalls, callsPerSecond: 1_000, rates: { rates: [], otherwise: 6 } };
  return new Dialer({ db, auditKey, rooms, supervisor, dial, streamDials, clock, log, limits, timings });
}

async function addLineOut(maxCalls: number | null = null): Promise<void> {
  const { tenantId, agentId } = parts.demo;
  await allowDialing({ user }, [to]);
  await addLine({ tenantId, agentId, user }, { max_calls: maxCalls });
  await withTenant(parts.database.db, tenantId, (tx) => tx.update(sipTrunks).set({ outboundRef: 'ST_out' }));
}
async function ask(more: { scheduled_at?: string } = {}): Promise<CallId> {
  const input = { to, agent_id: parts.demo.agentId, ...more };
  return (await requestCall({ ctx: ctx(), input })).call_id;
}
const stateOf = async (callId: CallId) => {
  const { state, end_reason } = await getCall({ ctx: ctx(), callId });
  return [state, end_reason];
};
async function sessionOf(callId: CallId) {
  const found = await findDial({ ctx: ctx(), callId });
  if (!found?.session) throw new Error('no session');
  return found.session;
}
async function agentComes(callId: CallId): Promise<string> {
  const { id, livekitRoom } = await sessionOf(callId);
  parts.rooms.join(livekitRoom, { identity: `${agentIdentityPrefix}${id}`, kind: 'agent' });
  await clock.advance(timings.pollMs * 2);
  return livekitRoom;
}
const telephone = (status: string) => ({ identity: `sip_${to}`, sip: { 'sip.callStatus': status } });
const telephoneIs = (livekitRoom: string, status: string) => {
  parts.rooms.leave(livekitRoom, `sip_${to}`);
  parts.rooms.join(livekitRoom, telephone(status));
};
/** Its telephone is being dialled, with the agent in the room. */
async function dialling(dialer = newDialer()) {
  await addLineOut();
  const callId = await ask();
  await dialer.claimDue();
  await clock.advance(0);
  const livekitRoom = await agentComes(callId);
  return { dialer, callId, livekitRoom };
}

describe('a call out', () => {
  it('sends the agent first, rings, is answered, and ends with its session', async () => {
    await addLineOut();
    const callId = await ask();
    const dialer = newDialer();
    await dialer.claimDue();
    await clock.advance(0);
    expect([await stateOf(callId), dials.length]).toEqual([['dialing', null], 0]);
    const livekitRoom = await agentComes(callId);
    expect(livekitRoom).toBe(`${parts.demo.tenantId}.call_${callId}`);
    expect(dials).toMatchObject([{ outboundRef: 'ST_out', livekitRoom, to, callId }]);
    telephoneIs(livekitRoom, 'ringing');
    await clock.advance(timings.pollMs);
    expect(await stateOf(callId)).toEqual(['ringing', null]);
    telephoneIs(livekitRoom, 'active');
    parts.supervisor.nudge({ tenantId: parts.demo.tenantId, sessionId: (await sessionOf(callId)).id });
    dials[0]?.answer({ answered: true, sipCallRef: 'SCL_1' });
    await clock.advance(timings.pollMs);
    expect(await stateOf(callId)).toEqual(['active', null]);
    parts.rooms.leave(livekitRoom, `sip_${to}`);
    parts.supervisor.nudge({ tenantId: parts.demo.tenantId, sessionId: (await sessionOf(callId)).id });
    await clock.advance(10_000);
    expect(await stateOf(callId)).toEqual(['ended', 'caller_hung_up']);
    expect(dials).toHaveLength(1);
  });

  it('that is busy ends so, and its session with it', async () => {
    const { callId, livekitRoom } = await dialling();
    dials[0]?.answer(failed('busy'));
    await clock.advance(5_000);
    expect(await getCall({ ctx: ctx(), callId })).toMatchObject({ state: 'ended', end_reason: 'busy' });
    expect((await sessionOf(callId)).endReason).toBe('caller_never_joined');
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
  });

  it('ends in words where there is no telephone service to dial', async () => {
    const { callId, livekitRoom } = await dialling();
    // What livekit-server's 503 comes out as: see packages/telephony, and the adapter list of the phone gateway.
    dials[0]?.answer(failed('telephony_unavailable'));
    await clock.advance(5_000);
    expect(await getCall({ ctx: ctx(), callId })).toMatchObject({
      state: 'ended',
      end_reason: 'telephony_unavailable',
      end_detail: 'words',
    });
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
    expect(dials).toHaveLength(1);
  });

  it('whose telephone is seen to go before its dial says why is busy all the same', async () => {
    const { callId, livekitRoom } = await dialling();
    telephoneIs(livekitRoom, 'ringing');
    parts.supervisor.nudge({ tenantId: parts.demo.tenantId, sessionId: (await sessionOf(callId)).id });
    await clock.advance(1_000);
    parts.rooms.leave(livekitRoom, `sip_${to}`);
    parts.supervisor.nudge({ tenantId: parts.demo.tenantId, sessionId: (await sessionOf(callId)).id });
    await clock.advance(10_000);
    expect((await sessionOf(callId)).state).toBe('ended');
    dials[0]?.answer(failed('busy'));
    await clock.advance(5_000);
    expect(await stateOf(callId)).toEqual(['ended', 'busy']);
  });

  it('rings nobody up when no agent comes', async () => {
    await addLineOut();
    const callId = await ask();
    await newDialer().claimDue();
    await clock.advance(timings.agentMs + 5_000);
    expect([await stateOf(callId), dials.length]).toEqual([['ended', 'no_agent_available'], 0]);
  });

  it('fails with LiveKit', async () => {
    await addLineOut();
    const callId = await ask();
    parts.rooms.down = true;
    await newDialer().claimDue();
    await clock.advance(5_000);
    expect([await stateOf(callId), dials.length]).toEqual([['ended', 'telephony_unavailable'], 0]);
  });

  it('waits for its time', async () => {
    await addLineOut();
    const callId = await ask({ scheduled_at: new Date(clock.now() + 60_000).toISOString() });
    const dialer = newDialer();
    await dialer.claimDue();
    expect(await stateOf(callId)).toEqual(['queued', null]);
    await clock.advance(60_000);
    await dialer.claimDue();
    expect(await stateOf(callId)).toEqual(['dialing', null]);
  });

  it('that found no line in an hour has expired', async () => {
    await addLineOut(1);
    const first = await ask();
    await clock.advance(1);
    const second = await ask();
    await newDialer().claimDue();
    expect([await stateOf(first), await stateOf(second)]).toEqual([
      ['dialing', null],
      ['queued', null],
    ]);
    await clock.advance(3_600_001);
    await newDialer().claimDue();
    expect(await stateOf(second)).toEqual(['ended', 'expired']);
  });
});

describe('no more at once', () => {
  const dialingOf = async (ids: CallId[]) =>
    (await Promise.all(ids.map(stateOf))).filter(([state]) => state === 'dialing').length;

  it.each([
    ['than the trunk carries', 2, 10],
    ['than the platform may', null, 2],
  ])('%s', async (_, maxCalls, mostCalls) => {
    await addLineOut(maxCalls);
    const ids = [await ask(), await ask(), await ask()];
    const [one, two] = [newDialer(mostCalls), newDialer(mostCalls)];
    await one.claimDue();
    await two.claimDue();
    expect(await dialingOf(ids)).toBe(2);
  });

  it('than the tenant’s quota', async () => {
    await addLineOut();
    const ids = [await ask(), await ask()];
    const quotas = { concurrent_calls: 1 };
    const input = { name: 'Maple', settings: {}, quotas, allowed_addresses: [] };
    await updateTenant({ ctx: ctx(), input });
    await newDialer().claimDue();
    expect(await dialingOf(ids)).toBe(1);
  });

  it('claims a call once, however many look', async () => {
    await addLineOut();
    const callId = await ask();
    await Promise.all([newDialer(), newDialer(), newDialer()].map((dialer) => dialer.claimDue()));
    await clock.advance(0);
    await agentComes(callId);
    expect(dials).toHaveLength(1);
  });
});

describe('hung up by somebody', () => {
  it.each(['dialing', 'ringing'])('while %s: cancelled, and the room is gone', async (status) => {
    const { callId, livekitRoom } = await dialling();
    telephoneIs(livekitRoom, status);
    await clock.advance(timings.pollMs);
    const hung = hangUp(parts, user('editor'), callId);
    await clock.advance(5_000);
    expect(await hung).toMatchObject({ state: 'ended', end_reason: 'cancelled' });
    dials[0]?.answer(failed('busy'));
    await clock.advance(5_000);
    expect(await stateOf(callId)).toEqual(['ended', 'cancelled']);
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
  });
});

describe('after the process died', () => {
  /** The next process starts; the last one is not heard of again. */
  const restart = async (dead: Dialer) => {
    await dead.stop();
    const next = newDialer();
    await next.takeOver();
    await next.claimDue();
    return next;
  };

  it('a call that was dialled and is nowhere to be seen is parked, and never dialled again', async () => {
    const { dialer, callId, livekitRoom } = await dialling();
    await restart(dialer);
    await clock.advance(timings.missingMs + 10_000);
    expect(await stateOf(callId)).toEqual(['parked', null]);
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
    await restart(dialer);
    await clock.advance(60_000);
    expect([await stateOf(callId), dials.length]).toEqual([['parked', null], 1]);
    const dialled = (await getCall({ ctx: ctx(), callId })).end_detail;
    expect(dialled).toContain('nobody knows');
    await requeueCall({ ctx: ctx(), callId });
    await newDialer().claimDue();
    await clock.advance(0);
    await agentComes(callId);
    expect(dials).toHaveLength(2);
  });

  it('a telephone that is in the room goes on to its answer', async () => {
    const { dialer, callId, livekitRoom } = await dialling();
    telephoneIs(livekitRoom, 'ringing');
    await restart(dialer);
    await clock.advance(timings.missingMs + 5_000);
    expect(await stateOf(callId)).toEqual(['ringing', null]);
    telephoneIs(livekitRoom, 'active');
    await clock.advance(timings.pollMs * 2);
    expect([await stateOf(callId), dials.length]).toEqual([['active', null], 1]);
  });

  it('a call that was claimed and not dialled yet is dialled, once', async () => {
    await addLineOut();
    const callId = await ask();
    const dead = newDialer();
    await dead.claimDue();
    await restart(dead);
    await clock.advance(0);
    await agentComes(callId);
    expect([await stateOf(callId), dials.length]).toEqual([['dialing', null], 1]);
  });

  it('what the telephone service did not say is parked as well', async () => {
    const { callId } = await dialling();
    dials[0]?.answer(failed('telephony_unavailable', true));
    await clock.advance(timings.missingMs + 10_000);
    expect([await stateOf(callId), dials.length]).toEqual([['parked', null], 1]);
  });
});
