import { describe, expect, it } from 'vitest';
import { decide, type SessionFacts, type Situation } from './decide.ts';
import { emptyMemory, type Memory, type RoomView } from './observation.ts';
import { supervisionTimings as timings } from './supervision-timings.ts';

const now = 1_000_000;
const ago = (ms: number) => now - ms;

const connecting: SessionFacts = {
  state: 'connecting',
  activeAt: undefined,
  maxDurationMs: 600_000,
  callerJoinMs: 120_000,
  bridged: false,
};
const active: SessionFacts = { ...connecting, state: 'active', activeAt: ago(60_000) };
const created: SessionFacts = { ...connecting, state: 'created' };

const room: RoomView = {
  exists: true,
  agent: 'here',
  callers: 1,
  colleagues: 0,
  ringing: false,
  callerSeen: true,
};
const empty: RoomView = {
  exists: false,
  agent: 'absent',
  callers: 0,
  colleagues: 0,
  ringing: false,
  callerSeen: false,
};

const deciding = (
  session: SessionFacts,
  view: Partial<RoomView> | undefined,
  memory: Partial<Memory> = {},
  facts: Partial<SessionFacts> = {},
) => {
  const situation: Situation = {
    session: { ...session, ...facts },
    view: view && { ...room, ...view },
    memory: { ...emptyMemory, roomSeen: true, callerSeen: true, ...memory },
    now,
    timings,
  };
  return decide(situation);
};

const finish = (to: 'ended' | 'failed', reason: string) => ({ do: 'finish', outcome: { to, reason } });
const attempt = (number: number, age: number, aliveAge?: number) => ({
  number,
  startedAt: ago(age),
  aliveAt: aliveAge === undefined ? undefined : ago(aliveAge),
});

it('opens what was only created', () => {
  expect(deciding(created, empty)).toEqual({ do: 'open' });
});

describe('until the agent is there', () => {
  const noAgent = { agent: 'absent' as const };

  it('waits for it, looking again at the latest when its time is over', () => {
    expect(deciding(connecting, noAgent, { attempt: attempt(1, 0) })).toEqual({
      do: 'wait',
      ms: timings.joinPollMs,
    });
    expect(deciding(connecting, noAgent, { attempt: attempt(1, 2_999) })).toEqual({ do: 'wait', ms: 1 });
  });

  it.each([
    [1, 3_000, { do: 'dispatch', number: 2 }],
    [2, 2_500, { do: 'dispatch', number: 3 }],
    [3, 2_500, { do: 'give-up' }],
  ])('after try %i without an agent for %i ms: %j', (number, age, decision) => {
    expect(deciding(connecting, noAgent, { attempt: attempt(number, age - 1) })).toMatchObject({
      do: 'wait',
    });
    expect(deciding(connecting, noAgent, { attempt: attempt(number, age) })).toEqual(decision);
  });

  it('gives a job that has shown itself more time', () => {
    const memory = { attempt: attempt(1, 7_000, 5_500) };
    expect(deciding(connecting, noAgent, memory)).toMatchObject({ do: 'wait' });
    expect(deciding(connecting, noAgent, { attempt: attempt(1, 7_500, 6_000) })).toEqual({
      do: 'dispatch',
      number: 2,
    });
  });

  it('when its worker dies after that, another is sent, and it is given up within 10 s all the same', () => {
    const second = (age: number) => ({ ...attempt(2, age), since: ago(6_100 + age) });
    expect(deciding(connecting, noAgent, { attempt: second(1_899) })).toMatchObject({ do: 'wait' });
    expect(deciding(connecting, noAgent, { attempt: second(1_900) })).toEqual({ do: 'give-up' });
  });

  it('three tries and the end take less than 10 s', () => {
    expect(timings.joinMs).toHaveLength(3);
    expect(timings.joinMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(9_000);
  });

  it('an agent that is only coming is not there yet; one that is there makes the session active', () => {
    expect(deciding(connecting, { agent: 'coming' }, { attempt: attempt(1, 0) })).toMatchObject({
      do: 'wait',
    });
    expect(deciding(connecting, { agent: 'here' })).toEqual({ do: 'activate' });
  });

  it('has not begun while the telephone of who calls in still rings', () => {
    const wait = { do: 'wait', ms: timings.ringingPollMs };
    expect(deciding(connecting, { agent: 'here', ringing: true })).toEqual(wait);
  });

  it('a caller who leaves again ends it', () => {
    const memory = { attempt: attempt(1, 2_000), callerGoneSince: ago(timings.callerGoneMs) };
    expect(deciding(connecting, { ...noAgent, callers: 0 }, memory)).toEqual(
      finish('ended', 'caller_hung_up'),
    );
  });

  it('the time for the caller to come does not run yet', () => {
    const memory = { callerSeen: false, attempt: attempt(1, 0) };
    expect(deciding(connecting, { ...noAgent, callers: 0, callerSeen: false }, memory)).toMatchObject({
      do: 'wait',
    });
  });
});

describe('while the agent is there', () => {
  it('leaves a call that goes on alone', () => {
    expect(deciding(active, {})).toEqual({ do: 'wait' });
  });

  it('a caller who has been away for long enough has hung up', () => {
    const gone = (ms: number) => deciding(active, { callers: 0 }, { callerGoneSince: ago(ms) });
    expect(gone(timings.callerGoneMs - 1)).toEqual({ do: 'wait', ms: timings.doubtPollMs });
    expect(gone(timings.callerGoneMs)).toEqual(finish('ended', 'caller_hung_up'));
  });

  it('believes a job that says so at once, but only if the caller is not to be seen', () => {
    const doneReason = 'caller_hung_up';
    expect(deciding(active, { callers: 0 }, { doneReason, callerGoneSince: now })).toEqual(
      finish('ended', 'caller_hung_up'),
    );
    expect(deciding(active, { callers: 1 }, { doneReason })).toEqual({ do: 'wait' });
  });

  it.each(['agent_hung_up', 'caller_idle', 'caller_never_joined', 'max_duration', 'voicemail'] as const)(
    'the agent’s own %s ends it',
    (doneReason) => {
      expect(deciding(active, {}, { doneReason })).toEqual(finish('ended', doneReason));
    },
  );

  it.each(['stopped', 'internal_error', 'agent_lost', 'room_lost'] as const)(
    'a job’s %s does not',
    (doneReason) => {
      expect(deciding(active, {}, { doneReason })).toEqual({ do: 'wait' });
    },
  );

  it('nobody but the agent for too long', () => {
    const alone = (ms: number) =>
      deciding(active, { callers: 0 }, { callerSeen: false }, { activeAt: ago(ms) });
    expect(alone(119_999)).toEqual({ do: 'wait' });
    expect(alone(120_000)).toEqual(finish('ended', 'caller_never_joined'));
  });

  it('the longest duration', () => {
    expect(deciding(active, {}, {}, { activeAt: ago(599_999) })).toEqual({ do: 'wait' });
    expect(deciding(active, {}, {}, { activeAt: ago(600_000) })).toEqual(finish('ended', 'max_duration'));
  });
});

describe('when the agent vanishes', () => {
  const gone = { agent: 'absent' as const };

  it('is in doubt for a moment, then sends another', () => {
    expect(deciding(active, gone, { agentGoneSince: ago(999) })).toEqual({
      do: 'wait',
      ms: timings.doubtPollMs,
    });
    expect(deciding(active, gone, { agentGoneSince: ago(1_000) })).toEqual({ do: 'dispatch', number: 1 });
  });

  it('tries as often as at the beginning', () => {
    const memory = { replacements: 1, agentGoneSince: ago(9_000) };
    expect(deciding(active, gone, { ...memory, attempt: attempt(1, 1_000) })).toMatchObject({ do: 'wait' });
    expect(deciding(active, gone, { ...memory, attempt: attempt(1, 3_000) })).toEqual({
      do: 'dispatch',
      number: 2,
    });
    expect(deciding(active, gone, { ...memory, attempt: attempt(3, 2_500) })).toEqual(
      finish('failed', 'agent_lost'),
    );
  });

  it('replaces it a few times, then holds the call itself to be what loses it', () => {
    const lostAfter = (replacements: number) =>
      deciding(active, gone, { replacements, agentGoneSince: ago(1_000) });
    expect(lostAfter(timings.mostReplacements - 1)).toEqual({ do: 'dispatch', number: 1 });
    expect(lostAfter(timings.mostReplacements)).toEqual(finish('failed', 'agent_lost'));
  });

  it('is in no doubt when its process has ended, though LiveKit still shows it', () => {
    const dispatch = { do: 'dispatch', number: 1 };
    expect(deciding(active, {}, { jobGone: true })).toEqual(dispatch);
    expect(deciding(active, gone, { jobGone: true, agentGoneSince: now })).toEqual(dispatch);
    expect(deciding(active, {}, { jobGone: true, replacements: timings.mostReplacements })).toEqual(
      finish('failed', 'agent_lost'),
    );
  });

  it('does not wait for one whose process has ended on its way', () => {
    const memory = { jobGone: true, attempt: attempt(1, 100, 50) };
    expect(deciding(connecting, gone, memory)).toEqual({ do: 'dispatch', number: 2 });
    expect(deciding(connecting, {}, { jobGone: true, attempt: attempt(3, 100) })).toEqual({ do: 'give-up' });
  });

  it('a process that ends after its call says nothing new', () => {
    expect(deciding(active, {}, { jobGone: true, doneReason: 'agent_hung_up' })).toEqual(
      finish('ended', 'agent_hung_up'),
    );
    const callerGone = { jobGone: true, callerGoneSince: ago(timings.callerGoneMs) };
    expect(deciding(active, { callers: 0 }, callerGone)).toEqual(finish('ended', 'caller_hung_up'));
    const bridged = deciding(active, { colleagues: 1 }, { jobGone: true }, { bridged: true });
    expect(bridged).toEqual({ do: 'wait' });
  });

  it('with the caller, the call is over', () => {
    const memory = { agentGoneSince: ago(1_000), callerGoneSince: ago(1_000) };
    expect(deciding(active, { ...gone, callers: 0 }, memory)).toEqual(finish('ended', 'caller_hung_up'));
  });
});

describe('when the room is gone', () => {
  const gone = (memory: Partial<Memory>) => deciding(active, empty, memory);

  it('waits for word of the job, longer after a restart', () => {
    expect(gone({ roomGoneSince: ago(1_499) })).toEqual({ do: 'wait', ms: timings.doubtPollMs });
    expect(gone({ roomGoneSince: ago(4_999), roomSeen: false })).toEqual({
      do: 'wait',
      ms: timings.doubtPollMs,
    });
  });

  it('believes the job', () => {
    expect(gone({ roomGoneSince: now, doneReason: 'agent_hung_up' })).toEqual(
      finish('ended', 'agent_hung_up'),
    );
    expect(gone({ roomGoneSince: now, doneReason: 'caller_hung_up' })).toEqual(
      finish('ended', 'caller_hung_up'),
    );
  });

  it('had its last caller left before, it was closed for that; else it was lost', () => {
    expect(gone({ roomGoneSince: ago(1_500), callerGoneSince: ago(20_000) })).toEqual(
      finish('ended', 'caller_hung_up'),
    );
    expect(gone({ roomGoneSince: ago(1_500) })).toEqual(finish('failed', 'room_lost'));
    expect(gone({ roomGoneSince: ago(5_000), roomSeen: false })).toEqual(finish('failed', 'room_lost'));
  });
});

describe('while LiveKit is away', () => {
  it.each([
    ['created', created, 6_000],
    ['connecting', connecting, 6_000],
    ['active', active, 30_000],
  ])('%s is given up after a while', (_, session, ms) => {
    expect(deciding(session, undefined, { livekitAwaySince: ago(ms - 1) })).toEqual({
      do: 'wait',
      ms: timings.doubtPollMs,
    });
    expect(deciding(session, undefined, { livekitAwaySince: ago(ms) })).toEqual(
      finish('failed', 'livekit_unavailable'),
    );
  });
});
