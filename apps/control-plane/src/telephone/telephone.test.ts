import { listCalls, listSessions, listTrunks } from '@parley/core';
import { LiveKitError, type SipSync } from '@parley/telephony';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { supervisionTimings as timings } from '../jobs/supervision-timings.ts';
import { systemContext } from '../jobs/supervisor-context.ts';
import { createTestDependencies, type TestDependencies } from '../testing/create-test-dependencies.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';

let clock: ManualClock;
let parts: TestDependencies;
/** What the SIP service was told last, and whether it answers. */
let told: Parameters<SipSync>[0];
let away: boolean;
beforeEach(async () => {
  clock = createManualClock();
  told = [];
  away = false;
  const sipSync: SipSync = async (plans) => {
    if (away) throw new LiveKitError('list SIP trunks', 'unavailable', 'connection refused');
    const changed = JSON.stringify(told) !== JSON.stringify(plans);
    told = plans;
    return plans.map(({ trunkId }) => ({ trunkId, result: { inboundRef: 'ST_1' }, changed }));
  };
  parts = await createTestDependencies({ clock, sipSync });
});
afterEach(() => parts.close());

const ctx = () => systemContext({ ...parts, db: parts.database.db }, parts.demo.tenantId);
const theCalls = async () => (await listCalls({ ctx: ctx(), input: { limit: 50 } })).calls;

/** The SIP service puts a caller into a room. */
function ring({ room = 'phone_+15550142_aa', to = '+15550100', from = '+15550142' } = {}) {
  const livekitRoom = `${parts.demo.tenantId}.${room}`;
  parts.rooms.rooms.set(livekitRoom, { metadata: '', participants: [], dispatches: [] });
  const sip = {
    'sip.callID': `SCL_${room}`,
    'sip.phoneNumber': from,
    'sip.trunkPhoneNumber': to,
    'sip.callStatus': 'ringing',
  };
  parts.rooms.join(livekitRoom, { identity: `sip_${from}`, sip });
  return livekitRoom;
}

describe('a caller in a room of the SIP service', () => {
  it('gets a session and an agent, once, however often the room is told of', async () => {
    const livekitRoom = ring();
    await Promise.all([1, 2, 3].map(() => parts.supervisor.nudgeRoom(livekitRoom)));
    expect(parts.rooms.dispatched).toHaveLength(1);
    expect(await theCalls()).toMatchObject([{ state: 'ringing', from: '+15550142', to: '+15550100' }]);
    const { sessions } = await listSessions({ ctx: ctx(), input: { limit: 10 } });
    expect(sessions).toMatchObject([{ channel: 'phone', state: 'connecting', room: 'phone_+15550142_aa' }]);
  });

  it('is looked for in a room that is new, without another webhook', async () => {
    const livekitRoom = `${parts.demo.tenantId}.phone_+15550142_aa`;
    parts.rooms.rooms.set(livekitRoom, { metadata: '', participants: [], dispatches: [] });
    await parts.supervisor.nudgeRoom(livekitRoom, { isNew: true });
    await clock.advance(timings.callerPollMs);
    expect(await theCalls()).toEqual([]);
    ring();
    await clock.advance(timings.callerPollMs);
    expect(await theCalls()).toMatchObject([{ state: 'ringing' }]);
  });

  it('who does not come is not looked for without end', async () => {
    const livekitRoom = `${parts.demo.tenantId}.phone_+15550142_aa`;
    parts.rooms.rooms.set(livekitRoom, { metadata: '', participants: [], dispatches: [] });
    await parts.supervisor.nudgeRoom(livekitRoom, { isNew: true });
    await clock.advance(timings.callerComesMs);
    ring();
    await clock.advance(timings.callerComesMs);
    expect(await theCalls()).toEqual([]);
  });

  it('is found by the sweep when no webhook told', async () => {
    ring();
    await parts.supervisor.sweep();
    expect(await theCalls()).toMatchObject([{ state: 'ringing' }]);
  });

  it('at a number that nobody answers loses the room', async () => {
    const livekitRoom = ring({ to: '+15550199' });
    await parts.supervisor.nudgeRoom(livekitRoom);
    expect(parts.rooms.rooms.has(livekitRoom)).toBe(false);
    expect(await theCalls()).toMatchObject([{ state: 'ended', end_reason: 'number_not_routed' }]);
  });

  it('who has left is not called back to life by a late webhook', async () => {
    const livekitRoom = ring();
    await parts.supervisor.nudgeRoom(livekitRoom);
    const [session] = (await listSessions({ ctx: ctx(), input: { limit: 10 } })).sessions;
    if (!session) throw new Error('no session');
    await parts.supervisor.end(session, ctx());
    ring();
    await parts.supervisor.nudgeRoom(livekitRoom);
    expect(await theCalls()).toHaveLength(1);
  });

  it('who gives up before an agent has come ends the session', async () => {
    const livekitRoom = ring();
    await parts.supervisor.nudgeRoom(livekitRoom);
    parts.rooms.leave(livekitRoom, 'sip_+15550142');
    await clock.advance(timings.joinPollMs + timings.callerGoneMs + timings.doubtPollMs);
    expect(await theCalls()).toMatchObject([{ state: 'ended', end_reason: 'cancelled' }]);
  });

  it.each([
    ['with the room, at the first ring, has given up', true, 'cancelled'],
    ['for whom LiveKit makes no agent come is told of as that', false, 'telephony_unavailable'],
  ])('%s', async (_, gone, reason) => {
    const livekitRoom = ring();
    parts.rooms.openRoom = async () => {
      if (gone) parts.rooms.rooms.delete(livekitRoom);
      throw new LiveKitError('set room metadata', 'unavailable', 'requested room does not exist');
    };
    await parts.supervisor.nudgeRoom(livekitRoom);
    expect(await theCalls()).toMatchObject([{ state: 'ended', end_reason: reason }]);
  });

  it('waits for LiveKit when it is away, and is received by the next sweep', async () => {
    const livekitRoom = ring();
    parts.rooms.down = true;
    await parts.supervisor.nudgeRoom(livekitRoom);
    expect(await theCalls()).toEqual([]);
    parts.rooms.down = false;
    await parts.supervisor.sweep();
    expect(await theCalls()).toHaveLength(1);
  });

  it('who is none, but was rung up for one who is gone, loses the room', async () => {
    const livekitRoom = `${parts.demo.tenantId}.phone_+15550142_bb`;
    parts.rooms.rooms.set(livekitRoom, { metadata: '', participants: [], dispatches: [] });
    const sip = { 'sip.callID': 'SCL_bb', 'sip.trunkPhoneNumber': '+15550100' };
    parts.rooms.join(livekitRoom, { identity: 'transfer_1', kind: 'colleague', sip });
    await parts.supervisor.nudgeRoom(livekitRoom);
    expect([await theCalls(), parts.rooms.rooms.has(livekitRoom)]).toEqual([[], false]);
  });

  it('in a room that is not of the SIP service is nobody’s call', async () => {
    const livekitRoom = ring({ room: 'lobby' });
    await parts.supervisor.nudgeRoom(livekitRoom);
    expect(await theCalls()).toEqual([]);
  });
});

describe('the trunks', () => {
  const syncOf = async () => {
    const trunks = await listTrunks({ ctx: ctx(), vault: parts.vault });
    return trunks[0]?.sync;
  };

  it('are told to the SIP service with their numbers', async () => {
    expect(await parts.trunkSync.syncNow()).toBe(true);
    expect(told).toMatchObject([{ numbers: ['+15550100'], inbound: { allowed_addresses: ['127.0.0.1'] } }]);
    expect(await syncOf()).toMatchObject({ state: 'synced', error: null });
  });

  it('say why they could not be told, and are told when it is back', async () => {
    away = true;
    expect(await parts.trunkSync.syncNow()).toBe(false);
    expect(await syncOf()).toMatchObject({ state: 'failed', error: expect.stringContaining('tried again') });
    away = false;
    expect(await parts.trunkSync.syncNow()).toBe(true);
    expect(await syncOf()).toMatchObject({ state: 'synced', error: null });
  });
});
