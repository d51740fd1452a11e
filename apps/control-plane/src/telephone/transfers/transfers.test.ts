import {
  agentIdentityPrefix,
  briefingTrack,
  type CallTransfer,
  newId,
  transferAttribute,
} from '@parley/contracts';
import { findSession, listCalls, putDialPolicy, type ServiceContext } from '@parley/core';
import { addLine } from '@parley/core/testing';
import { sipTrunks, withTenant } from '@parley/db';
import type { DialRequest, DialResult, ReferRequest, ReferResult } from '@parley/telephony';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { createTestDependencies, type TestDependencies } from '../../testing/create-test-dependencies.ts';
import { createManualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { transferTimings as timings } from './transfer-context.ts';
import { Transfers } from './transfers.ts';

const number = '+14155550177';
const room = 'phone_1';
const caller = 'sip_+15550142';

let clock: ManualClock;
let parts: TestDependencies;
let dials: (DialRequest & { answer: (result: DialResult) => void })[];
let refers: (ReferRequest & { answer: (result: ReferResult) => void })[];
let livekitRoom: string;
/** What the agent in the call was told. */
let told: CallTransfer[];

/** A caller speaks with an agent. */
beforeEach(async () => {
  clock = createManualClock();
  dials = [];
  refers = [];
  told = [];
  parts = await createTestDependencies({
    clock,
    dial: (request) => new Promise((answer) => dials.push({ ...request, answer })),
    refer: (request) => new Promise((answer) => refers.push({ ...request, answer })),
  });
  const { tenantId, agentId } = parts.demo;
  const user = () => ({
    ...ctx(),
    actor: { type: 'user' as const, tenantId, userId: newId('user'), role: 'admin' as const },
  });
  await putDialPolicy({ ctx: ctx(), input: { allowed_countries: ['US'] } });
  await addLine({ tenantId, agentId, user });
  await withTenant(parts.database.db, tenantId, (tx) => tx.update(sipTrunks).set({ outboundRef: 'ST_out' }));
  livekitRoom = `${tenantId}.${room}`;
  parts.rooms.rooms.set(livekitRoom, { metadata: '', participants: [], dispatches: [] });
  const sip = { 'sip.callID': 'SCL_1', 'sip.phoneNumber': '+15550142', 'sip.trunkPhoneNumber': '+15550100' };
  parts.rooms.join(livekitRoom, { identity: caller, sip, tracks: [{ sid: 'TR_caller', name: '' }] });
  await parts.supervisor.nudgeRoom(livekitRoom);
  const session = await theSession();
  parts.rooms.join(livekitRoom, {
    identity: `${agentIdentityPrefix}${session.id}`,
    kind: 'agent',
    tracks: [
      { sid: 'TR_voice', name: 'roomio_audio' },
      { sid: 'TR_music', name: 'hold-music' },
      { sid: 'TR_brief', name: briefingTrack },
    ],
  });
  parts.supervisor.nudge({ tenantId, sessionId: session.id });
  await clock.advance(1_000);
  const peer = { end: () => {}, close: () => {}, tell: (transfer: CallTransfer) => void told.push(transfer) };
  parts.hub.channelOf(session).addWorker('job', peer);
});
afterEach(() => parts.close());

const ctx = (): ServiceContext => systemContext({ ...parts, db: parts.database.db }, parts.demo.tenantId);
const theCall = async () => {
  const [call] = (await listCalls({ ctx: ctx(), input: { limit: 1 } })).calls;
  if (!call) throw new Error('no call');
  return call;
};
async function theSession() {
  const { session_id: sessionId } = await theCall();
  const session = sessionId && (await findSession({ ctx: ctx(), sessionId }));
  if (!session) throw new Error('no session');
  return session;
}
const standing = async () => {
  const { state, end_reason, transfer } = await theCall();
  return [state, end_reason, transfer?.state, transfer?.failure];
};
const pass = async (mode: 'cold' | 'warm') => {
  const { call_id: callId } = await theCall();
  const call = await parts.transfers.begin(ctx(), { callId }, { to: number, mode });
  await clock.advance(0);
  return call;
};
const failed = (reason: 'busy' | 'no_answer' | 'declined'): DialResult => ({
  answered: false,
  reason,
  sipStatus: 486,
  detail: 'words',
  unsure: false,
});
const leg = () => dials[0]?.identity ?? '';
/** The person’s telephone is in the room. */
function rings(status = 'ringing') {
  parts.rooms.leave(livekitRoom, leg());
  parts.rooms.join(livekitRoom, {
    identity: leg(),
    kind: 'colleague',
    sip: { ...dials[0]?.attributes, 'sip.callStatus': status },
    tracks: [{ sid: 'TR_leg', name: '' }],
  });
}
const present = () => parts.rooms.rooms.get(livekitRoom)?.participants.map(({ identity }) => identity) ?? [];
async function briefed() {
  await pass('warm');
  rings();
  await clock.advance(timings.pollMs);
  rings('active');
  dials[0]?.answer({ answered: true, sipCallRef: 'SCL_2' });
  await clock.advance(timings.pollMs * 4);
  expect((await standing())[2]).toBe('briefing');
}
async function answer(accepted: boolean) {
  const session = await theSession();
  const { transfer } = await theCall();
  const transfer_id = transfer?.transfer_id ?? newId('transfer');
  await parts.transfers.answer(ctx(), session, { transfer_id, accepted });
  await clock.advance(timings.pollMs * 2);
}

describe('cold', () => {
  it('asks the caller’s telephone, and ends the call as transferred', async () => {
    await pass('cold');
    expect(refers).toMatchObject([{ livekitRoom, identity: caller, to: `tel:${number}` }]);
    refers[0]?.answer({ transferred: true });
    await clock.advance(5_000);
    expect(await standing()).toEqual(['ended', 'transferred', 'completed', null]);
    expect((await theSession()).endReason).toBe('transferred');
    expect(told.map(({ state }) => state)).toEqual(['dialing', 'completed']);
  });

  it('that fails goes on with the agent, who is told why', async () => {
    await pass('cold');
    refers[0]?.answer({ transferred: false, failure: 'unsupported', detail: 'words' });
    await clock.advance(1_000);
    expect(await standing()).toEqual(['active', null, 'failed', 'unsupported']);
    expect(told.at(-1)).toMatchObject({ state: 'failed', failure: 'unsupported' });
  });

  it('asks nobody when LiveKit cannot say who is there', async () => {
    parts.rooms.failing.add('listParticipants');
    await pass('cold');
    expect([refers.length, (await standing())[3]]).toEqual([0, 'telephony_unavailable']);
  });
});

describe('warm', () => {
  it('rings a person up who is told, apart from the caller, and joins the two', async () => {
    await briefed();
    expect(dials).toMatchObject([{ outboundRef: 'ST_out', livekitRoom, to: number, ringS: 25 }]);
    expect(dials[0]?.attributes).toEqual({ [transferAttribute]: (await theCall()).transfer?.transfer_id });
    const deaf = parts.rooms.subscriptions.filter(({ subscribe }) => !subscribe);
    expect(deaf).toContainEqual(
      expect.objectContaining({ identity: caller, trackSids: ['TR_leg', 'TR_brief'] }),
    );
    expect(deaf).toContainEqual(
      expect.objectContaining({ identity: leg(), trackSids: ['TR_caller', 'TR_voice', 'TR_music'] }),
    );
    expect(parts.rooms.subscriptions).toHaveLength(deaf.length);
    await answer(true);
    expect(parts.rooms.subscriptions.slice(-2)).toEqual([
      { livekitRoom, identity: caller, trackSids: ['TR_leg'], subscribe: true },
      { livekitRoom, identity: leg(), trackSids: ['TR_caller'], subscribe: true },
    ]);
    expect(told.map(({ state }) => state)).toEqual([
      'dialing',
      'ringing',
      'briefing',
      'joining',
      'completed',
    ]);
    expect(await standing()).toEqual(['active', null, 'completed', null]);
  });

  it.each([caller, 'colleague'])('goes on without the agent, until one hangs up: %s', async (who) => {
    await briefed();
    await answer(true);
    const { id, tenantId } = await theSession();
    parts.rooms.leave(livekitRoom, `${agentIdentityPrefix}${id}`);
    parts.supervisor.nudge({ tenantId, sessionId: id });
    // Longer than an agent may be missing, and than it may talk.
    await clock.advance(3_600_000);
    expect(await standing()).toEqual(['active', null, 'completed', null]);
    expect(parts.rooms.dispatched).toHaveLength(1);
    parts.rooms.leave(livekitRoom, who === caller ? caller : leg());
    parts.supervisor.nudge({ tenantId, sessionId: id });
    await clock.advance(5_000);
    expect(await standing()).toEqual(['ended', 'transferred', 'completed', null]);
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
  });

  it.each(['busy', 'no_answer', 'declined'] as const)('that is %s is told so', async (reason) => {
    await pass('warm');
    rings();
    dials[0]?.answer(failed(reason));
    await clock.advance(timings.pollMs * 2);
    expect(await standing()).toEqual(['active', null, 'failed', reason]);
    expect(present()).not.toContain(leg());
  });

  it('that is not accepted hangs up on the person', async () => {
    await briefed();
    await answer(false);
    expect(await standing()).toEqual(['active', null, 'failed', 'not_accepted']);
    expect(present()).not.toContain(leg());
  });

  it('to one who says nothing is given up in time', async () => {
    await briefed();
    await clock.advance(timings.briefingMs);
    expect(await standing()).toEqual(['active', null, 'failed', 'not_accepted']);
    expect(present()).not.toContain(leg());
  });

  it('to one who hangs up while being told', async () => {
    await briefed();
    parts.rooms.leave(livekitRoom, leg());
    await clock.advance(timings.pollMs);
    expect(await standing()).toEqual(['active', null, 'failed', 'not_accepted']);
  });

  const callerHangsUp = async () => {
    parts.rooms.leave(livekitRoom, caller);
    const { id: sessionId, tenantId } = await theSession();
    parts.supervisor.nudge({ tenantId, sessionId });
    await clock.advance(3_000);
    expect(await standing()).toEqual(['ended', 'caller_hung_up', 'failed', 'caller_hung_up']);
  };

  it('whose caller hangs up while the person rings leaves no line', async () => {
    await pass('warm');
    rings();
    await callerHangsUp();
    // The dial was answered all the same, and made the room anew.
    parts.rooms.rooms.set(livekitRoom, { metadata: '', participants: [], dispatches: [] });
    rings('active');
    dials[0]?.answer({ answered: true, sipCallRef: 'SCL_2' });
    await clock.advance(timings.pollMs * 2);
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
  });

  it('whose caller hangs up while the person is told leaves no line', async () => {
    await briefed();
    await callerHangsUp();
    // With the room goes the person's line.
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
  });

  it('that is declined while LiveKit is away leaves no line once it is back', async () => {
    await briefed();
    parts.rooms.failing.add('removeParticipant');
    await answer(false);
    expect(present()).toContain(leg());
    parts.rooms.failing.clear();
    await clock.advance(timings.clearAgainMs);
    expect(present()).not.toContain(leg());
  });

  it('whose agent is lost is called off', async () => {
    await briefed();
    parts.rooms.leave(livekitRoom, `${agentIdentityPrefix}${(await theSession()).id}`);
    await clock.advance(timings.agentGoneMs + timings.pollMs * 2);
    expect((await standing()).slice(2)).toEqual(['failed', 'interrupted']);
    expect(present()).not.toContain(leg());
  });

  it('that was under way when the process died is called off by the next', async () => {
    await briefed();
    parts.transfers.stop();
    await clock.advance(timings.pollMs * 2);
    const { db } = parts.database;
    const { auditKey, rooms, hub, supervisor, log } = parts;
    const dial = async () => failed('busy');
    const refer = async (): Promise<ReferResult> => ({ transferred: true });
    const next = new Transfers({ db, auditKey, rooms, hub, supervisor, dial, refer, clock, log, timings });
    await next.takeOver();
    expect(await standing()).toEqual(['active', null, 'failed', 'interrupted']);
    expect(present()).not.toContain(leg());
    expect(told.at(-1)).toMatchObject({ state: 'failed', failure: 'interrupted' });
  });
});
