import type { Call } from '@parley/contracts';
import { sippSteps as step } from '@parley/telephony/testing';
import { capacity, type Expected, guarded, type Matrix, mediaTimeoutS } from './open-matrix.ts';
import { sendGarbage } from './send-garbage.ts';

export interface Scenario extends Expected {
  what: string;
  /** From its cause to the last trace. */
  withinS: number;
  /** The bridge is another one afterwards. */
  restarts?: true;
  /** Resolves when that has happened which ends the call. */
  run(matrix: Matrix): Promise<unknown>;
}

const { maybe, expectStatus, pause } = step;
const ringing = [step.invite(), maybe(100), expectStatus(180)];
const connected = [...ringing, expectStatus(200, 'rrs="true"'), step.ack()];
const hangUp = (cseq = 2) => [step.bye(cseq), expectStatus(200)];
const isHungUp = [step.expectRequest('BYE'), step.confirm];
const reinvited = (direction: string, cseq: number) => [
  step.reinvite(direction, cseq),
  maybe(100),
  expectStatus(200),
  step.ack(cseq),
];
const lost = (status: number) => expectStatus(status, 'optional="true" lost="100"');
const givenUp = [step.cancel, expectStatus(200), expectStatus(487), step.ackRefusal];
const refusedWith = (status: number, invite = step.invite()) => [
  invite,
  maybe(100),
  maybe(180),
  expectStatus(status),
  step.ackRefusal,
];
const withPassword = (status: number) => [
  step.invite(),
  maybe(100),
  expectStatus(401, 'auth="true"'),
  step.ackRefusal,
  step.invite({ cseq: 2, extra: '[authentication]' }),
  maybe(100),
  maybe(180),
  expectStatus(status),
  step.ackRefusalOf(2),
];
const echo = { echo: true };

const inSeconds = 5;
/** Where nothing tells of the end but that there is no audio any more. */
const inSilence = mediaTimeoutS + 2;
const turnedAway = { call: null, bridge: null, withinS: inSeconds };
const callerHangsUp = { call: 'caller_hung_up', bridge: 'peer-hung-up', withinS: inSeconds } as const;

/** A call that goes on until something else than its caller ends it. */
async function whileConnected(
  matrix: Matrix,
  cause: (call: Call) => Promise<unknown>,
  { steps = isHungUp, run = echo }: { steps?: string[]; run?: Parameters<Matrix['sipp']>[1] } = {},
): Promise<void> {
  const before = await matrix.newestCall();
  const caller = matrix.sipp([...connected, ...steps], run);
  caller.catch(() => {});
  await cause(await matrix.activeCall(before));
  if (steps.length > 0) await caller;
}

/** Calls to which no agent comes, so that they ring on. */
async function unanswered({ agents }: Matrix, calls: () => Promise<unknown>): Promise<void> {
  agents.idle = true;
  try {
    await calls();
  } finally {
    agents.idle = false;
  }
}

/** Everything that may come of a call. Times are bars; the reasons are the control plane's and the bridge's. */
export const scenarios: Scenario[] = [
  {
    what: 'the caller hangs up',
    run: ({ sipp }) => sipp([...connected, pause(300), ...hangUp()], echo),
    ...callerHangsUp,
  },
  {
    what: 'our side hangs up',
    run: (matrix) => whileConnected(matrix, matrix.stopSession),
    ...{ call: 'stopped', bridge: 'room-deleted', withinS: inSeconds },
  },
  {
    what: 'CANCEL while it rings',
    run: (matrix) => unanswered(matrix, () => matrix.sipp([...ringing, pause(500), ...givenUp])),
    ...{ call: 'cancelled', bridge: 'caller-cancelled', withinS: inSeconds },
  },
  {
    what: 'the BYE is lost',
    run: ({ sipp }) => sipp([...connected, pause(300)], echo),
    ...{ call: 'caller_hung_up', bridge: 'media-timeout', withinS: inSilence },
  },
  {
    what: 'the first ACKs are lost',
    run: ({ sipp }) =>
      sipp([...ringing, expectStatus(200, 'rrs="true"'), pause(1_200), step.ack(), ...hangUp()], echo),
    ...callerHangsUp,
  },
  {
    what: 'every ACK is lost, and all audio',
    run: ({ sipp }) => sipp([...ringing, expectStatus(200)]),
    ...{ call: 'caller_hung_up', bridge: 'media-timeout', withinS: inSilence },
  },
  {
    what: 'RTP stops',
    run: (matrix) =>
      whileConnected(matrix, async () => {}, { steps: [step.play(matrix.silence), ...isHungUp], run: {} }),
    ...{ call: 'caller_hung_up', bridge: 'media-timeout', withinS: inSilence },
  },
  {
    what: 'hold, longer than silence may last, and resume',
    run: ({ sipp }) => {
      const held = [...reinvited('sendonly', 2), pause(1_000 * mediaTimeoutS + 1_500)];
      return sipp([...connected, ...held, ...reinvited('sendrecv', 3), pause(300), ...hangUp(4)], echo);
    },
    ...callerHangsUp,
  },
  {
    what: 're-INVITE',
    run: ({ sipp }) => sipp([...connected, ...reinvited('sendrecv', 2), pause(300), ...hangUp(3)], echo),
    ...callerHangsUp,
  },
  {
    what: 'CANCEL before the room is there',
    run: ({ sipp }) => sipp([...ringing, ...givenUp]),
    ...turnedAway,
    orCall: 'cancelled',
    bridge: 'caller-cancelled',
  },
  {
    what: 'a codec that we do not speak: 488',
    run: ({ sipp }) => sipp(refusedWith(488, step.invite({ formats: '18' }))),
    ...turnedAway,
    bridge: 'not-acceptable',
  },
  {
    what: 'no password, then a wrong one: 401, 403',
    run: ({ sipp }) =>
      sipp(withPassword(403), { number: guarded, args: ['-au', 'desk', '-ap', 'the wrong one'] }),
    ...turnedAway,
  },
  {
    what: 'a number that nobody has: 404',
    run: ({ sipp }) => sipp(refusedWith(404), { number: '+15550999' }),
    ...turnedAway,
  },
  {
    what: 'half as many calls again as there is room for: 503, and the others go on',
    run: (matrix) =>
      unanswered(matrix, async () => {
        const fits = matrix.sipp([...ringing, pause(6_000), ...givenUp], { calls: capacity, perSecond: 4 });
        await matrix.bridgeCarries(capacity);
        await matrix.sipp(refusedWith(503), { calls: capacity / 2, perSecond: 50 });
        await matrix.bridgeCarries(capacity);
        await fits;
      }),
    ...{ call: 'cancelled', bridge: 'caller-cancelled', calls: capacity, withinS: inSeconds },
  },
  {
    what: 'the INVITE is repeated',
    run: async ({ agents, sipp }) => {
      // What would stop the repetitions is lost, and the first agent that is sent does not come.
      agents.idle = true;
      const comes = setTimeout(() => {
        agents.idle = false;
      }, 2_000);
      const answered = [expectStatus(200, 'rrs="true"'), step.ack()];
      await sipp([step.invite(), lost(100), lost(180), ...answered, pause(200), ...hangUp()], echo);
      clearTimeout(comes);
    },
    ...callerHangsUp,
  },
  {
    what: 'malformed packets by the thousand, and a call goes on among them',
    // What is left of an INVITE counts against the address that it shares with the caller: the call is there before.
    run: (matrix) =>
      whileConnected(matrix, () => sendGarbage(matrix.stack.sip, 3_000), {
        steps: [pause(2_000), ...hangUp()],
      }),
    ...callerHangsUp,
  },
  {
    what: 'the room is deleted',
    run: (matrix) => whileConnected(matrix, matrix.deleteRoom),
    ...{ call: 'telephony_unavailable', bridge: 'room-deleted', withinS: inSeconds },
  },
  {
    what: 'the bridge is restarted',
    run: (matrix) => whileConnected(matrix, () => matrix.stack.services.restart('phone-gateway')),
    ...{ call: 'caller_hung_up', bridge: null, withinS: inSeconds, restarts: true },
  },
  {
    what: 'the bridge is killed, and started again',
    run: (matrix) =>
      whileConnected(
        matrix,
        async () => {
          await matrix.stack.services.kill('phone-gateway', 'SIGKILL');
          await matrix.stack.services.restart('phone-gateway');
        },
        { steps: [] },
      ),
    ...{ call: 'caller_hung_up', bridge: null, withinS: inSeconds, restarts: true },
  },
];

/** All at the same time; as many of each kind at once as the machine serves, and no more a second than it could. */
export async function manyCalls(
  { sipp }: Matrix,
  many: { answered: number; givenUp: number },
): Promise<void> {
  const atMost = (calls: number, atOnce: number) => ({
    ...{ calls, perSecond: 5, withinS: 170 },
    args: ['-l', `${atOnce}`],
  });
  await Promise.all([
    sipp([...connected, pause(200), ...hangUp()], { ...echo, ...atMost(many.answered, 4) }),
    // The moment it rings, while the room is still being joined.
    sipp([...ringing, ...givenUp], atMost(many.givenUp, 2)),
  ]);
}
