import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openRawPeer, tagOf } from './testing/raw-peer.ts';
import { answerTo, offer, startEndpoint, startWithPeer } from './testing/start-endpoint.ts';
import { useSipTimers } from './use-sip-timers.ts';

beforeAll(() => useSipTimers(20));

const invite = { method: 'INVITE', body: offer };

test('what belongs to no call: 481, 405, and 200 to OPTIONS; no state is kept', async () => {
  const { endpoint, peer, invites } = await startWithPeer();
  const stray = { toTag: 'gone' };
  for (const [request, expected] of [
    [{ method: 'BYE', ...stray }, '481 BYE'],
    [{ method: 'BYE' }, '481 BYE'],
    [{ method: 'CANCEL' }, '481 CANCEL'],
    [{ ...invite, ...stray }, '481 INVITE'],
    [{ method: 'INFO', ...stray }, '481 INFO'],
    [{ method: 'REGISTER' }, '405 REGISTER'],
    [{ method: 'REFER' }, '405 REFER'],
    [{ method: 'PUBLISH' }, '405 PUBLISH'],
    [{ method: 'ACK' }, undefined],
    [{ method: 'OPTIONS' }, '200 OPTIONS'],
  ] as const) {
    peer.send(peer.request(request));
    if (expected) await peer.next(expected);
  }
  expect(endpoint.stats().calls).toBe(0);
  expect(invites).toEqual([]);
  expect(peer.count('481 ACK') + peer.count('405 ACK')).toBe(0);
});

test('malformed packets by the thousand are dropped and counted, and a call goes through meanwhile', async () => {
  const { endpoint, peer, invited } = await startWithPeer();
  const whole = peer.request({ ...invite, callId: 'mutilated', uri: 'sip:x@127.0.0.1' });
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  const pieces = [
    '\0',
    '\r\n',
    '<',
    '"',
    ';tag=',
    '%zz',
    ',',
    ':',
    '\u{1F600}',
    ' '.repeat(50),
    '('.repeat(40),
  ];
  const mutilate = () => {
    let text = whole;
    for (let cuts = random(5); cuts >= 0; cuts--) {
      const at = random(text.length);
      text = text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at + random(30));
    }
    return text.replace('mutilated', `mutilated-${random(1_000_000)}`);
  };
  const garbage = [
    'x'.repeat(900),
    'GET / HTTP/1.1\r\n\r\n',
    'INVITE sip:a@b SIP/2.0\r\n\r\n',
    `SIP/2.0 200 OK\r\n${'a: b\r\n'.repeat(200)}\r\n`,
  ];
  const before = endpoint.stats();
  for (let i = 0; i < 3_000; i++) {
    peer.send(i % 2 ? mutilate() : (garbage[random(garbage.length)] ?? ''));
    if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const arriving = invited();
  const again = setInterval(() => peer.send(peer.request({ ...invite, callId: 'real' })), 200);
  onTestFinished(() => clearInterval(again));
  for (let received = await arriving; received.callId !== 'real'; received = await invited())
    received.reject(404);
  const { received, malformed } = endpoint.stats();
  expect(received - before.received).toBeGreaterThan(1_000);
  expect(malformed).toBeGreaterThan(500);
});

test('a datagram that is too long is dropped', async () => {
  const { endpoint, peer, invites } = await startWithPeer();
  peer.send(peer.request({ ...invite, headers: [`X-Long: ${'x'.repeat(20_000)}`] }));
  await expect.poll(() => endpoint.stats().oversized).toBe(1);
  expect(invites).toEqual([]);
});

test('a source that is refused is answered without state, then banned; the others are served', async () => {
  let refused = 0;
  const { endpoint, peer, invites } = await startWithPeer({
    judgeSource: ({ port }) => (port === refused ? 'refused' : 'trusted'),
    limits: { badAttempts: 5 },
  });
  refused = peer.port;
  for (let i = 0; i < 5; i++) {
    peer.send(peer.request({ ...invite, callId: `scan-${i}` }));
    await peer.next('403 INVITE');
  }
  for (let i = 0; i < 5; i++) peer.send(peer.request({ ...invite, callId: `banned-${i}` }));
  await expect.poll(() => endpoint.stats().banned).toBe(5);
  expect(endpoint.stats()).toMatchObject({ bans: 1, calls: 0 });
  expect(peer.count('403 INVITE')).toBe(5);
  expect(invites).toEqual([]);
});

test('a stranger that guesses passwords is banned, and what is kept of it is soon forgotten', async () => {
  const { endpoint, peer } = await startWithPeer({
    judgeSource: () => 'stranger',
    limits: { badAttempts: 3 },
    onInvite: (received) => received.challenge(),
  });
  for (let i = 0; i < 3; i++) {
    const headers = ['Authorization: Digest username="a", realm="r", nonce="n", uri="sip:x", response="0"'];
    peer.send(peer.request({ ...invite, callId: `guess-${i}`, headers }));
    expect((await peer.next('401 INVITE')).header('www-authenticate')).toMatch(
      /^Digest realm="parley", nonce="/,
    );
  }
  await expect.poll(() => endpoint.stats().bans).toBe(1);
  await expect.poll(() => endpoint.stats().calls, { timeout: 10_000 }).toBe(0);
});

test('a trusted source is not banned, whatever comes in its name', async () => {
  const { endpoint, peer } = await startWithPeer({
    limits: { badAttempts: 3 },
    onInvite: (call) => call.reject(404),
  });
  for (let i = 0; i < 20; i++) peer.send('garbage in the name of a carrier');
  for (let i = 0; i < 10; i++) {
    peer.send(peer.request({ ...invite, callId: `${i}` }));
    await peer.next('404 INVITE');
  }
  expect(endpoint.stats()).toMatchObject({ bans: 0, malformed: 20 });
});

test('a flood of INVITEs is refused with 503 beyond the rate, and a running call is not touched', async () => {
  const { endpoint, peer, invites, invited } = await startWithPeer({
    limits: { inviteBurst: 10, invitesPerSecond: 0.001 },
  });
  const arriving = invited();
  peer.send(peer.request({ ...invite, callId: 'running' }));
  const dialog = (await arriving).accept(answerTo(offer));
  const toTag = tagOf(await peer.next('200 INVITE'));
  peer.send(peer.request({ method: 'ACK', callId: 'running', toTag, branch: 'z9hG4bK-ack' }));
  for (let i = 0; i < 500; i++) peer.send(peer.request({ ...invite, callId: `flood-${i}` }));
  const over = new Promise<void>((resolve) => dialog.on({ bye: resolve }));
  const bye = setInterval(
    () => peer.send(peer.request({ method: 'BYE', callId: 'running', cseq: 2, toTag })),
    100,
  );
  onTestFinished(() => clearInterval(bye));
  await over;
  const limited = await peer.next('503 INVITE');
  expect(Number(limited.header('retry-after'))).toBeGreaterThan(0);
  expect(invites).toHaveLength(10);
  expect(endpoint.stats().calls).toBeLessThanOrEqual(10);
});

test('not more calls than may be remembered', async () => {
  const { peer } = await startWithPeer({ limits: { maxCalls: 1 }, onInvite: (call) => call.reject(480) });
  peer.send(peer.request({ ...invite, callId: 'first' }));
  await peer.next('480 INVITE');
  peer.send(peer.request({ ...invite, callId: 'second' }));
  await peer.next('503 INVITE');
});

test('an owner that fails costs its own call only', async () => {
  const { peer } = await startWithPeer({
    onInvite: () => {
      throw new Error('out of order');
    },
  });
  peer.send(peer.request(invite));
  await peer.next('500 INVITE');
});

test('TCP: keep-alives are answered, messages may come in one piece, nonsense ends the connection', async () => {
  const endpoint = await startEndpoint();
  const peer = await openRawPeer(() => endpoint.port);
  onTestFinished(() => void peer.close());
  const socket = connect(endpoint.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString();
  });
  socket.write('\r\n\r\n');
  await expect.poll(() => text).toBe('\r\n');
  const options = (callId: string) => peer.request({ method: 'OPTIONS', callId }).replace('UDP', 'TCP');
  socket.write(options('a') + options('b'));
  await expect.poll(() => text.match(/^SIP\/2\.0 200/gm)?.length).toBe(2);
  expect(endpoint.stats().connections).toBe(1);
  socket.write('x'.repeat(20_000));
  await once(socket, 'close');
  await expect.poll(() => endpoint.stats().connections).toBe(0);
});

test('a banned source gets no connection', async () => {
  const endpoint = await startEndpoint({ judgeSource: () => 'stranger', limits: { badAttempts: 1 } });
  endpoint.countBadAttempt({ address: '127.0.0.1', port: 1, protocol: 'UDP' });
  const socket = connect(endpoint.port, '127.0.0.1');
  // Closed by an end or a reset, whichever comes first.
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('close', resolve));
  expect(endpoint.stats()).toMatchObject({ banned: 1, connections: 0 });
});

test('two endpoints on one port: the second takes another', async () => {
  const first = await startEndpoint();
  const second = await startEndpoint({ port: first.port });
  expect(second.port).not.toBe(first.port);
});
