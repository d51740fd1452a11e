import { agentIdentityPrefix, type EndReason, type SessionId } from '@parley/contracts';
import {
  createSession,
  getSessionInTenant,
  listSessionEvents,
  type SessionRow,
  transitionSession,
} from '@parley/core';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDependencies, type TestDependencies } from '../testing/create-test-dependencies.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { SessionSupervisor } from './session-supervisor.ts';
import { supervisionTimings as timings } from './supervision-timings.ts';
import { systemContext } from './supervisor-context.ts';

let clock: ManualClock;
let parts: TestDependencies;
beforeEach(async () => {
  clock = createManualClock();
  parts = await createTestDependencies({ clock });
});
afterEach(() => parts.close());

const ctx = () => systemContext({ ...parts, db: parts.database.db }, parts.demo.tenantId);
const rowOf = (sessionId: SessionId) => getSessionInTenant({ ctx: ctx(), sessionId });
const outcome = async ({ id }: SessionRow) => {
  const { state, endReason } = await rowOf(id);
  return [state, endReason];
};
const statesOf = async ({ id }: SessionRow) => {
  const events = await listSessionEvents({ ctx: ctx(), input: { sessionId: id } });
  return events.flatMap(({ event }) => (event.type === 'session_state' ? [event.state] : []));
};
const attOf = (index = -1) => {
  const { token } = JSON.parse(parts.rooms.dispatched.at(index)?.metadata ?? '{}');
  return (decodeJwt(token) as { att: number }).att;
};
const keyOf = ({ tenantId, id }: SessionRow) => ({ tenantId, sessionId: id });

const create = (room = 'lobby') => createSession({ ctx: ctx(), input: { room } });
const open = async (room?: string) => {
  const session = await create(room);
  await parts.supervisor.open(session);
  return session;
};
const agentJoins = ({ id, livekitRoom }: SessionRow) =>
  parts.rooms.join(livekitRoom, { identity: `${agentIdentityPrefix}${id}`, kind: 'agent' });
const agentLeaves = ({ id, livekitRoom }: SessionRow) =>
  parts.rooms.leave(livekitRoom, `${agentIdentityPrefix}${id}`);

/** A call in progress: agent and caller are there. */
const inCall = async (room?: string) => {
  const session = await open(room);
  agentJoins(session);
  parts.rooms.join(session.livekitRoom, { identity: 'ann' });
  await clock.advance(timings.joinPollMs);
  expect((await rowOf(session.id)).state).toBe('active');
  return session;
};

describe('until the agent is there', () => {
  it('active as soon as the agent is seen', async () => {
    const session = await inCall();
    expect(await statesOf(session)).toEqual(['created', 'connecting', 'active']);
    expect(parts.rooms.dispatched).toHaveLength(1);
  });

  it('three dispatches, then failed: no worker took it', async () => {
    const session = await open();
    await clock.advance(9_000);
    expect(await outcome(session)).toEqual(['failed', 'no_agent_available']);
    expect(parts.rooms.dispatched).toHaveLength(3);
    expect(parts.rooms.rooms.size).toBe(0);
    const events = await listSessionEvents({ ctx: ctx(), input: { sessionId: session.id } });
    expect(events.at(-1)?.event).toMatchObject({ state: 'failed', message: expect.stringMatching(/agent/) });
  });

  it('failed otherwise when a worker had taken it', async () => {
    const session = await open();
    parts.rooms.assign(session.livekitRoom);
    await clock.advance(9_000);
    expect(await outcome(session)).toEqual(['failed', 'agent_never_joined']);
  });

  it('withdraws a dispatch that was taken before it repeats, and leaves one that LiveKit may list late', async () => {
    const session = await open();
    const dispatches = () => parts.rooms.rooms.get(session.livekitRoom)?.dispatches.length;
    await clock.advance(3_000);
    expect([parts.rooms.dispatched.length, dispatches()]).toEqual([2, 2]);
    parts.rooms.assign(session.livekitRoom);
    await clock.advance(2_500);
    expect([parts.rooms.dispatched.length, dispatches()]).toEqual([3, 2]);
  });

  it('serves only the job that was sent last', async () => {
    const session = await open();
    const first = attOf();
    expect(parts.supervisor.noteJob(keyOf(session), first)).toBe(true);
    await clock.advance(6_000);
    expect(parts.rooms.dispatched).toHaveLength(2);
    expect(attOf()).toBeGreaterThan(first);
    expect(parts.supervisor.noteJob(keyOf(session), first)).toBe(false);
    expect(parts.supervisor.noteJob(keyOf(session), attOf())).toBe(true);
  });

  it('waits longer for a job that has shown itself', async () => {
    const session = await open();
    await clock.advance(1_000);
    parts.supervisor.noteJob(keyOf(session), attOf());
    await clock.advance(5_900);
    expect(parts.rooms.dispatched).toHaveLength(1);
    await clock.advance(100);
    expect(parts.rooms.dispatched).toHaveLength(2);
  });

  it('an agent that comes late into a repeated try is taken', async () => {
    const session = await open();
    await clock.advance(3_200);
    agentJoins(session);
    await clock.advance(timings.joinPollMs);
    expect((await rowOf(session.id)).state).toBe('active');
    await clock.advance(20_000);
    expect(parts.rooms.dispatched).toHaveLength(2);
  });

  it('puts a second agent out and keeps the session’s own', async () => {
    const session = await open();
    parts.rooms.join(session.livekitRoom, { identity: 'agent-stranger', kind: 'agent' });
    agentJoins(session);
    await clock.advance(timings.joinPollMs);
    const { participants } = parts.rooms.rooms.get(session.livekitRoom) ?? {};
    expect(participants?.map(({ identity }) => identity)).toEqual([`${agentIdentityPrefix}${session.id}`]);
  });

  it('failed when LiveKit is away while it opens, and when it goes away after', async () => {
    parts.rooms.down = true;
    const session = await create();
    await expect(parts.supervisor.open(session)).rejects.toMatchObject({ code: 'LIVEKIT_UNAVAILABLE' });
    expect(await outcome(session)).toEqual(['failed', 'livekit_unavailable']);

    parts.rooms.down = false;
    const second = await open();
    parts.rooms.down = true;
    await clock.advance(timings.livekitAwayMs.connecting + 1_000);
    expect(await outcome(second)).toEqual(['failed', 'livekit_unavailable']);
  });

  it('a dispatch that LiveKit refuses is a try all the same', async () => {
    const session = await open();
    parts.rooms.failing.add('createDispatch');
    await clock.advance(9_000);
    expect(await outcome(session)).toEqual(['failed', 'no_agent_available']);
  });
});

describe('the end of a call', () => {
  const done = (session: SessionRow, reason: EndReason, att = attOf()) =>
    parts.supervisor.noteDone(keyOf(session), { att, reason });

  it('the caller leaves: ended, the room is gone', async () => {
    const session = await inCall();
    parts.rooms.leave(session.livekitRoom, 'ann');
    parts.supervisor.nudge(keyOf(session));
    await clock.advance(timings.callerGoneMs + 2 * timings.doubtPollMs);
    expect(await outcome(session)).toEqual(['ended', 'caller_hung_up']);
    expect(await statesOf(session)).toEqual(['created', 'connecting', 'active', 'ending', 'ended']);
    expect(parts.rooms.rooms.size).toBe(0);
  });

  it('a caller who comes right back has not hung up', async () => {
    const session = await inCall();
    parts.rooms.leave(session.livekitRoom, 'ann');
    parts.supervisor.nudge(keyOf(session));
    await clock.advance(500);
    parts.rooms.join(session.livekitRoom, { identity: 'ann' });
    await clock.advance(10_000);
    expect((await rowOf(session.id)).state).toBe('active');
  });

  it('without a word of anybody the sweeper sees it', async () => {
    parts.supervisor.start();
    const session = await inCall();
    parts.rooms.leave(session.livekitRoom, 'ann');
    await clock.advance(timings.sweepMs + timings.callerGoneMs + 2 * timings.doubtPollMs);
    expect(await outcome(session)).toEqual(['ended', 'caller_hung_up']);
  });

  it('the agent hangs up', async () => {
    const session = await inCall();
    done(session, 'agent_hung_up');
    await clock.advance(0);
    expect(await outcome(session)).toEqual(['ended', 'agent_hung_up']);
  });

  it('a replaced job’s goodbye does not count', async () => {
    const session = await inCall();
    done(session, 'agent_hung_up', attOf() - 1);
    await clock.advance(0);
    expect((await rowOf(session.id)).state).toBe('active');
  });

  it('stopped in any state, once, also while it is being opened', async () => {
    const calling = await inCall('one');
    const waiting = await open('two');
    const opening = await create('three');
    const opened = parts.supervisor.open(opening);
    await Promise.all([calling, waiting, opening].map((session) => parts.supervisor.end(session, ctx())));
    await opened;
    for (const session of [calling, waiting, opening]) {
      expect(await outcome(session)).toEqual(['ended', 'stopped']);
      const before = await statesOf(session);
      await parts.supervisor.end(await rowOf(session.id), ctx());
      expect(await statesOf(session)).toEqual(before);
    }
    expect(parts.rooms.rooms.size).toBe(0);
  });

  it('a room that LiveKit does not delete at once is deleted in the end', async () => {
    const session = await inCall();
    parts.rooms.failing.add('deleteRoom');
    const ended = parts.supervisor.end(session, ctx());
    await clock.advance(timings.deleteRetryMs);
    expect((await rowOf(session.id)).state).toBe('ending');
    parts.rooms.failing.clear();
    await clock.advance(timings.deleteRetryMs);
    await ended;
    expect(await outcome(session)).toEqual(['ended', 'stopped']);
    expect(parts.rooms.rooms.size).toBe(0);
  });

  it('a room that cannot be deleted does not hold up the end, and goes with a later sweep', async () => {
    const session = await inCall();
    parts.rooms.down = true;
    const ended = parts.supervisor.end(session, ctx());
    await clock.advance(timings.deleteRoomMs + timings.deleteRetryMs);
    await ended;
    expect(await outcome(session)).toEqual(['ended', 'stopped']);
    parts.rooms.down = false;
    expect(parts.rooms.rooms.size).toBe(1);
    await parts.supervisor.sweep();
    expect(parts.rooms.rooms.size).toBe(0);
  });
});

describe('an agent that vanishes', () => {
  const replaced = async (session: SessionRow) => {
    agentLeaves(session);
    parts.supervisor.nudge(keyOf(session));
    await clock.advance(timings.agentGoneMs + 2 * timings.doubtPollMs);
  };

  it('is replaced by a new job with the same brief, a few times', async () => {
    const session = await inCall();
    for (let times = 1; times <= timings.mostReplacements; times++) {
      parts.rooms.assign(session.livekitRoom);
      const before = attOf();
      await replaced(session);
      expect(parts.rooms.dispatched).toHaveLength(1 + times);
      expect(attOf()).toBeGreaterThan(before);
      expect(parts.rooms.rooms.get(session.livekitRoom)?.dispatches).toHaveLength(1);
      agentJoins(session);
      await clock.advance(timings.joinPollMs);
      expect((await rowOf(session.id)).state).toBe('active');
    }
    await replaced(session);
    expect(await outcome(session)).toEqual(['failed', 'agent_lost']);
    expect(parts.rooms.dispatched).toHaveLength(1 + timings.mostReplacements);
  });

  const agentsIn = ({ livekitRoom }: SessionRow) =>
    parts.rooms.rooms.get(livekitRoom)?.participants.filter(({ kind }) => kind === 'agent').length;

  it('whose process has ended is replaced at once, and what LiveKit still shows of it is put out first', async () => {
    const session = await inCall();
    parts.rooms.assign(session.livekitRoom);
    const agentsAtDispatch: (number | undefined)[] = [];
    const { createDispatch } = parts.rooms;
    parts.rooms.createDispatch = (input) => {
      agentsAtDispatch.push(agentsIn(session));
      return createDispatch(input);
    };
    parts.supervisor.noteJobGone(keyOf(session), attOf());
    await clock.advance(0);
    expect(parts.rooms.dispatched).toHaveLength(2);
    expect(agentsAtDispatch).toEqual([0]);

    // A repeated word of the one that is gone does not concern its successor.
    const [first] = [attOf(0)];
    agentJoins(session);
    parts.supervisor.noteJobGone(keyOf(session), first);
    await clock.advance(timings.joinPollMs);
    expect(parts.rooms.dispatched).toHaveLength(2);
    expect(agentsIn(session)).toBe(1);
    expect((await rowOf(session.id)).state).toBe('active');
  });

  it('is put out first also where LiveKit does not do so at once', async () => {
    const session = await inCall();
    parts.rooms.failing.add('removeParticipant');
    parts.supervisor.noteJobGone(keyOf(session), attOf());
    await clock.advance(timings.doubtPollMs);
    expect(parts.rooms.dispatched).toHaveLength(1);
    parts.rooms.failing.clear();
    await clock.advance(timings.doubtPollMs);
    expect(parts.rooms.dispatched).toHaveLength(2);
  });

  it('of a call that is over is no news', async () => {
    const session = await inCall();
    await parts.supervisor.end(session, ctx());
    parts.supervisor.noteJobGone(keyOf(session), attOf());
    await clock.advance(timings.sweepMs);
    expect(await outcome(session)).toEqual(['ended', 'stopped']);
    expect(parts.rooms.dispatched).toHaveLength(1);
  });

  it('fails the call when nobody replaces it', async () => {
    const session = await inCall();
    agentLeaves(session);
    parts.supervisor.nudge(keyOf(session));
    await clock.advance(14_000);
    expect(await outcome(session)).toEqual(['failed', 'agent_lost']);
    expect(parts.rooms.dispatched).toHaveLength(4);
  });
});

describe('limits', () => {
  it('nobody comes', async () => {
    parts.supervisor.start();
    const session = await open();
    agentJoins(session);
    await clock.advance(session.config.limits.caller_join_s * 1_000 - 1_000);
    expect((await rowOf(session.id)).state).toBe('active');
    await clock.advance(timings.sweepMs + 2_000);
    expect(await outcome(session)).toEqual(['ended', 'caller_never_joined']);
  });

  it('the longest duration', async () => {
    const session = await inCall();
    await clock.advance(session.config.limits.max_duration_s * 1_000);
    parts.supervisor.nudge(keyOf(session));
    await clock.advance(0);
    expect(await outcome(session)).toEqual(['ended', 'max_duration']);
  });
});

describe('after a restart of the control plane', () => {
  /** Another supervisor over the same database and the same LiveKit. */
  const restart = async () => {
    await parts.supervisor.stop();
    const { database, rooms, hub, log } = parts;
    const supervisor = new SessionSupervisor({
      auditKey: parts.auditKey,
      db: database.db,
      rooms,
      hub,
      clock,
      timings,
      log,
      agentName: 'parley',
      issueWorkerToken: async ({ att }) => `token ${att}`,
    });
    parts = { ...parts, supervisor };
    supervisor.start();
    await clock.advance(0);
  };

  it('a call goes on', async () => {
    const session = await inCall();
    await restart();
    await clock.advance(20_000);
    expect((await rowOf(session.id)).state).toBe('active');
    expect(parts.rooms.dispatched).toHaveLength(1);
  });

  it('a caller who hung up meanwhile is known to have been there', async () => {
    const session = await inCall();
    await clock.advance(timings.sweepMs);
    parts.rooms.leave(session.livekitRoom, 'ann');
    await restart();
    await clock.advance(timings.callerGoneMs + 2 * timings.doubtPollMs);
    expect(await outcome(session)).toEqual(['ended', 'caller_hung_up']);
  });

  it('an agent on its way gets its time, then others are sent', async () => {
    const session = await open();
    await restart();
    await clock.advance(2_000);
    expect(parts.rooms.dispatched).toHaveLength(1);
    await clock.advance(1_000);
    expect(parts.rooms.dispatched).toHaveLength(2);
    agentJoins(session);
    await clock.advance(timings.joinPollMs);
    expect((await rowOf(session.id)).state).toBe('active');
  });

  it('what was only written is opened, what was ending is ended', async () => {
    const written = await create('one');
    const ending = await inCall('two');
    const input = { sessionId: ending.id, to: 'ending', reason: 'stopped' } as const;
    await transitionSession({ ctx: ctx(), input });
    const { rooms } = parts;
    await restart();
    expect((await rowOf(written.id)).state).toBe('connecting');
    expect(rooms.rooms.has(written.livekitRoom)).toBe(true);
    expect(await outcome(ending)).toEqual(['ended', 'stopped']);
  });

  it('a room that is gone without a word is lost', async () => {
    const session = await inCall();
    parts.rooms.rooms.clear();
    await restart();
    await clock.advance(timings.roomGoneAfterRestartMs - 500);
    expect((await rowOf(session.id)).state).toBe('active');
    await clock.advance(1_000);
    expect(await outcome(session)).toEqual(['failed', 'room_lost']);
  });
});

describe('rooms without a session', () => {
  it('are left alone when they are somebody else’s', async () => {
    const unknown = JSON.stringify({ session_id: `ses_${'0'.repeat(32)}` });
    for (const [name, metadata] of [
      ['other', ''],
      [`${parts.demo.tenantId}.early`, ''],
      [`${parts.demo.tenantId}.foreign`, unknown],
      ['foreign', unknown],
    ] as const) {
      parts.rooms.rooms.set(name, { metadata, participants: [], dispatches: [] });
    }
    await parts.supervisor.sweep();
    expect(parts.rooms.rooms.size).toBe(4);
  });

  it('a new session does not inherit the people of the one before', async () => {
    const first = await inCall();
    parts.rooms.failing.add('deleteRoom');
    const ended = parts.supervisor.end(first, ctx());
    await clock.advance(timings.deleteRoomMs + timings.deleteRetryMs);
    await ended;
    parts.rooms.failing.clear();
    const second = await open();
    const room = parts.rooms.rooms.get(second.livekitRoom);
    expect(JSON.parse(room?.metadata ?? '')).toMatchObject({ session_id: second.id });
    expect(room?.participants).toEqual([]);
  });
});
