import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '@parley/observability';
import { freePort, haveSipp, runSipp, sippSteps as sipp } from '@parley/telephony/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { verifyDigest } from './digest/verify-digest.ts';
import { openSipEndpoint } from './sip-endpoint.ts';
import { answerTo, offer } from './testing/start-endpoint.ts';
import type { InboundInvite, SipDialog, SipEndpoint } from './types.ts';
import { useSipTimers } from './use-sip-timers.ts';

const open: SipEndpoint[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
  useSipTimers();
});

async function start(onInvite: (invite: InboundInvite) => void = (invite) => invite.reject(480)) {
  const log = createLogger({ name: 'test', level: 'silent' });
  const endpoint = await openSipEndpoint({ host: '127.0.0.1', port: 0, log, onInvite });
  open.push(endpoint);
  return { endpoint, target: `127.0.0.1:${endpoint.port}` };
}

const passed = { code: 0 };

describe.skipIf(!haveSipp)('calls of and to sipp (Debian: sip-tester)', () => {
  test.each(['UDP', 'TCP'] as const)(
    'ten callers over %s ring, are answered, put on hold and hang up',
    async (protocol) => {
      const log: string[] = [];
      const { target } = await start((invite) => {
        invite.trying();
        invite.ringing();
        const dialog = invite.accept(answerTo(invite.offer));
        dialog.on({
          reinvite: (sdp) => {
            log.push('hold');
            return answerTo(sdp);
          },
          bye: () => log.push('bye'),
          lost: (why) => log.push(why),
        });
      });
      const { maybe, expectStatus } = sipp;
      const scenario = [
        sipp.invite(),
        maybe(100),
        maybe(180),
        expectStatus(200, 'rrs="true"'),
        sipp.ack(),
        sipp.pause(100),
        sipp.reinvite('sendonly'),
        maybe(100),
        expectStatus(200),
        sipp.ack(2),
        sipp.bye(3),
        expectStatus(200),
      ].join('\n');
      expect(await runSipp({ scenario, target, calls: 10, perSecond: 5, protocol })).toMatchObject(passed);
      expect(log.filter((entry) => entry === 'hold')).toHaveLength(10);
      expect(log.filter((entry) => entry === 'bye')).toHaveLength(10);
      expect(log).toHaveLength(20);
    },
  );

  test('a caller that gives up while it rings', async () => {
    const cancelled = Promise.withResolvers<void>();
    const { target } = await start((invite) => {
      invite.ringing();
      void invite.cancelled.then(cancelled.resolve);
    });
    const scenario = [
      sipp.invite(),
      sipp.expectStatus(180),
      sipp.cancel,
      sipp.expectStatus(200),
      sipp.expectStatus(487),
      sipp.ackRefusal,
    ].join('\n');
    expect(await runSipp({ scenario, target })).toMatchObject(passed);
    await cancelled.promise;
  });

  test('a caller with the right password gets through, with a wrong one 403', async () => {
    const { endpoint, target } = await start((invite) => {
      const { authorization } = invite;
      if (!authorization) return invite.challenge();
      const credentials = { authorization, method: 'INVITE', username: 'trunk', password: 'right' };
      invite.reject(verifyDigest({ ...credentials, nonces: endpoint.nonces }) === 'ok' ? 486 : 403);
    });
    const scenario = (status: number) =>
      [
        sipp.invite(),
        sipp.expectStatus(401, 'auth="true"'),
        sipp.ackRefusal,
        sipp.invite({ cseq: 2, extra: '[authentication]' }),
        sipp.expectStatus(status),
        sipp.ackRefusal.replace('CSeq: 1', 'CSeq: 2'),
      ].join('\n');
    const login = (password: string) => ['-au', 'trunk', '-ap', password];
    expect(await runSipp({ scenario: scenario(486), target, args: login('right') })).toMatchObject(passed);
    expect(await runSipp({ scenario: scenario(403), target, args: login('wrong') })).toMatchObject(passed);
  });

  test('a caller that never confirms is hung up in the end', async () => {
    useSipTimers(50);
    const lost = Promise.withResolvers<string>();
    const { target } = await start((invite) =>
      invite.accept(answerTo(invite.offer)).on({ lost: lost.resolve }),
    );
    // sipp takes a repeated message for what it is, and waits on.
    const scenario = [
      sipp.invite(),
      sipp.expectStatus(200, 'rrs="true"'),
      sipp.expectRequest('BYE'),
      sipp.confirm,
    ].join('\n');
    const run = runSipp({ scenario, target });
    expect(await lost.promise).toBe('ack-timeout');
    expect(await run).toMatchObject(passed);
  });

  /** sipp as the callee, and one call of ours to it. */
  async function callSipp(
    scenario: string[],
    more: { protocol?: 'UDP' | 'TCP'; password?: string; args?: string[] } = {},
  ) {
    const { endpoint } = await start();
    const port = await freePort();
    const { protocol, password } = more;
    const run = runSipp({ scenario: scenario.join('\n'), port, protocol, args: more.args });
    const dial = () =>
      endpoint.call({
        to: { user: '+15550177', host: '127.0.0.1', port, protocol },
        from: { user: '+15550100' },
        offer,
        credentials: password === undefined ? undefined : { username: 'us', password },
      });
    // Over TCP nobody repeats an INVITE that came before sipp was there.
    let call = dial();
    for (let tries = 0; protocol === 'TCP' && tries < 50; tries++) {
      const result = await call.result;
      if (!('by' in result) || result.by !== 'transport') break;
      await delay(100);
      call = dial();
    }
    return { run, call, endpoint };
  }

  test.each(['UDP', 'TCP'] as const)(
    'sipp is called over %s, rings, answers, and we hang up',
    async (protocol) => {
      const { run, call } = await callSipp(
        [
          sipp.expectRequest('INVITE'),
          sipp.respond('180 Ringing'),
          sipp.respond('200 OK', { body: true }),
          sipp.expectRequest('ACK'),
          sipp.expectRequest('BYE'),
          sipp.confirm,
        ],
        { protocol },
      );
      const result = await call.result;
      if (!('dialog' in result)) throw new Error(`${result.status} ${result.reason}`);
      const { dialog }: { dialog: SipDialog } = result;
      expect(result.answer).toMatch(/m=audio \d+ RTP/);
      dialog.bye();
      expect(await run).toMatchObject(passed);
    },
  );

  test('sipp is busy', async () => {
    const busy = [sipp.expectRequest('INVITE'), sipp.respond('486 Busy Here'), sipp.expectRequest('ACK')];
    const { run, call } = await callSipp(busy);
    expect(await call.result).toMatchObject({ status: 486, reason: 'Busy Here', by: 'peer' });
    expect(await run).toMatchObject(passed);
  });

  test.each([
    ['secret', 603],
    ['other', 403],
  ])('sipp wants a password of us: %s', async (password, status) => {
    const challenge =
      'WWW-Authenticate: Digest realm="sipp", nonce="47364c23432d2e131a5fb210812c", algorithm=MD5, qop="auth"';
    const { run, call } = await callSipp(
      [
        sipp.expectRequest('INVITE'),
        sipp.respond('401 Unauthorized', { headers: challenge }),
        sipp.expectRequest('ACK'),
        '<recv request="INVITE" next="2" test="ok"><action><verifyauth assign_to="ok" username="us" password="secret"/></action></recv>',
        sipp.respond('403 Forbidden'),
        sipp.expectRequest('ACK', 'next="3"'),
        '<label id="2"/>',
        sipp.respond('603 Decline'),
        sipp.expectRequest('ACK'),
        '<label id="3"/>',
      ],
      { password },
    );
    expect(await call.result).toMatchObject({ status });
    await run;
  });

  test('we give up while sipp rings', async () => {
    const { run, call } = await callSipp([
      sipp.expectRequest('INVITE'),
      sipp.respond('180 Ringing'),
      sipp.expectRequest('CANCEL'),
      sipp.confirm,
      sipp.pause(20),
    ]);
    await new Promise((resolve) => call.onRinging(resolve));
    call.cancel();
    expect(await call.result).toMatchObject({ status: 487, by: 'us' });
    expect(await run).toMatchObject(passed);
  });
});
