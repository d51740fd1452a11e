import { availableParallelism, loadavg } from 'node:os';
import { openPhone, type Phone, type PhoneCall } from '@parley/rehearsal';
import { haveSipp } from '@parley/telephony/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { groupMembers } from '../harness/group-members.ts';
import { jobsOf } from '../harness/jobs-of.ts';
import { type ProcessHolds, processHolds } from '../harness/process-holds.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { type Matrix, openMatrix } from './phone-matrix/open-matrix.ts';
import { manyCalls, type Scenario, scenarios } from './phone-matrix/scenarios.ts';

// In CI a missing sipp is a failure, not a reason to skip.
const mayRun = haveSipp || Boolean(process.env.CI);
/** An answered call costs the machine a second or two of computing, one that is given up a tenth of it. */
const half = { answered: 30, givenUp: 120 };
/** On a machine that has more to do than it has cores for, everything takes as much longer. */
const stretch = () => Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());

describe.skipIf(!mayRun)('calls from sipp through the bridge', () => {
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await openMatrix();
  });
  afterAll(async () => {
    await matrix?.agents.close();
    await matrix?.stack.stop();
  });

  async function nothingRemains(before: Awaited<ReturnType<Matrix['newestCall']>>, withinMs: number) {
    let remains: string | undefined;
    const gone = async () => {
      remains = await matrix.remains(before);
      return remains === undefined;
    };
    await waitUntil(gone, {
      within: withinMs * stretch(),
      what: 'nothing remains of the call',
      every: 25,
    }).catch((error) => {
      throw new Error(`${error.message}: ${remains}`);
    });
  }
  const bridgeHolds = () => processHolds(matrix.stack.pid('phone-gateway'));

  async function holdsWhatItPromises({ run, call, orCall, bridge, calls = 1, withinS }: Scenario) {
    // What another row has left is counted there and not here.
    await nothingRemains(undefined, 30_000);
    const before = await matrix.newestCall();
    const endedBefore = (await matrix.health()).calls.ended;
    await run(matrix);
    await nothingRemains(before, withinS * 1_000);
    const newest = await matrix.newestCall();
    const isNew = newest?.call_id !== before?.call_id;
    const ends = call ?? (isNew ? orCall : undefined);
    if (ends) expect(newest).toMatchObject({ state: 'ended', end_reason: ends });
    expect(isNew).toBe(ends !== undefined);
    if (!bridge) return;
    const { ended } = (await matrix.health()).calls;
    expect(ended).toEqual({ ...endedBefore, [bridge]: (endedBefore[bridge] ?? 0) + calls });
  }

  let before: ProcessHolds | undefined;
  test('300 calls leave no ghost: no call, session, room or participant', async () => {
    await holdsWhatItPromises(scenarios[0] as Scenario);
    const { ended } = (await matrix.health()).calls;
    await manyCalls(matrix, half);
    before = await bridgeHolds();
    await manyCalls(matrix, half);
    await nothingRemains(undefined, 5_000);
    expect((await matrix.health()).calls.ended).toEqual({
      ...ended,
      'peer-hung-up': (ended['peer-hung-up'] ?? 0) + 2 * half.answered,
      'caller-cancelled': 2 * half.givenUp,
    });
    expect(await matrix.liveSessions()).toEqual([]);
  }, 200_000);

  test.each(scenarios.filter(({ restarts }) => !restarts))('$what', holdsWhatItPromises);

  test('the 300 calls have left nothing in the bridge either: no SIP state, socket or thread', async () => {
    const forgotten = async () => (await matrix.health()).sip.calls === 0;
    // SIP remembers a call for 32 s, so that late repetitions are answered.
    await waitUntil(forgotten, { within: 40_000, what: 'SIP has forgotten all calls' });
    const after = await bridgeHolds();
    if (!before || !after) return;
    expect(after.sockets).toBeLessThanOrEqual(before.sockets + 2);
    expect(after.threads).toBeLessThanOrEqual(before.threads + 8);
    // The first calls fill the native side's own stores (some 200 MB); what its audio keeps of each later one is known
    // (node-sdks#709), and is a megabyte or two.
    expect(after.rssMb, `half way ${before.rssMb} MB`).toBeLessThan(before.rssMb + 150);
  });

  test.each(scenarios.filter(({ restarts }) => restarts))('$what', holdsWhatItPromises);

  describe('with agents that are processes', () => {
    const workerPid = () => matrix.stack.pid('agent-worker');
    /** How many processes the worker has when one has been idle beside the others' end for a while. */
    async function settledWorkers(): Promise<number> {
      let count = 0;
      let since = performance.now();
      const settled = async () => {
        const now = (await groupMembers(workerPid())).length;
        if (now !== count) since = performance.now();
        count = now;
        return performance.now() - since > 3_000;
      };
      await waitUntil(settled, { within: 60_000, what: 'the worker is idle', every: 200 });
      return count;
    }
    /** The first calls may find a worker that has only just been started. */
    const answeredCall = (phone: Phone): Promise<PhoneCall> =>
      waitUntil(
        async () => {
          const call = await phone.dial(`sip:+15550100@${matrix.stack.sip}`);
          await call.answered;
          return call;
        },
        { within: 60_000, what: 'an agent answers' },
      );
    let idle: number;
    beforeAll(async () => {
      await matrix.agents.close();
      await Promise.all(
        (['simulators', 'agent-worker'] as const).map((name) => matrix.stack.services.start(name)),
      );
      const phone = await openPhone({ user: '+15550141' });
      const before = await matrix.newestCall();
      (await answeredCall(phone)).hangUp();
      await phone.close();
      await nothingRemains(before, 5_000);
      idle = await settledWorkers();
    });

    test('an agent that is killed is replaced, and when the caller hangs up both processes are gone', async () => {
      const earlier = await matrix.newestCall();
      const phone = await openPhone({ user: '+15550142' });
      try {
        const call = await answeredCall(phone);
        const { session_id: sessionId } = await matrix.activeCall(earlier);
        const first = await waitUntil(async () => (await jobsOf(matrix.stack, sessionId))[0], {
          within: 10_000,
          what: 'an agent hears the caller',
        });
        process.kill(first, 'SIGKILL');
        // Sooner than LiveKit tells, which holds a connection that nobody closes to be there for some 15 s.
        const second = await waitUntil(async () => (await jobsOf(matrix.stack, sessionId))[1], {
          within: 12_000,
          what: 'another agent hears the caller',
        });
        const { json } = await callApi(matrix.stack.url, `/sessions/${sessionId}`, {
          key: matrix.stack.demo.api_key,
        });
        expect(json.state).toBe('active');
        call.hangUp();
        await nothingRemains(earlier, 5_000);
        expect(await matrix.newestCall()).toMatchObject({ state: 'ended', end_reason: 'caller_hung_up' });
        const settled = async () => {
          const members = await groupMembers(workerPid());
          return !members.includes(first) && !members.includes(second) && members.length === idle;
        };
        await waitUntil(settled, {
          within: 20_000,
          what: 'both processes are gone, and no other is too many',
        });
      } finally {
        await phone.close();
      }
    });
  });
});
