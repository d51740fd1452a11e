import { createServer } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { answerTo, offer, startWithPeer } from './testing/start-endpoint.ts';
import { useSipTimers } from './use-sip-timers.ts';

beforeAll(() => useSipTimers(20));

/** A call to the peer that it took. */
async function connected(more = {}) {
  const context = await startWithPeer();
  const call = context.dial(more);
  const invite = await context.peer.next('INVITE');
  context.peer.send(context.peer.response(invite, 200, { body: answerTo(offer) }));
  const result = await call.result;
  if (!('dialog' in result)) throw new Error(`${result.status}`);
  await context.peer.next('ACK');
  const { dialog } = result;
  const tags = { tag: 'peer', toTag: /;tag=(\w+)/.exec(invite.header('from'))?.[1], callId: call.callId };
  return { ...context, call, dialog, invite, tags };
}

test('an INVITE is repeated until something answers it', async () => {
  const { peer, dial } = await startWithPeer();
  const call = dial({ headers: { 'X-Campaign': 'summer' } });
  for (let i = 0; i < 3; i++) await peer.next('INVITE');
  const invite = peer.heard.at(-1) ?? expect.fail();
  expect(invite.header('x-campaign')).toBe('summer');
  expect(invite.header('contact')).toContain('127.0.0.1');
  peer.send(peer.response(invite, 180));
  const rang = new Promise((resolve) => call.onRinging(resolve));
  expect(await rang).toBe(180);
  const before = peer.count('INVITE');
  peer.send(peer.response(invite, 486));
  await peer.next('ACK');
  expect(await call.result).toMatchObject({ status: 486, by: 'peer' });
  expect(peer.count('INVITE')).toBe(before);
});

test("the peer's 200 that comes again is acknowledged again", async () => {
  const { peer, invite, dialog } = await connected();
  peer.send(peer.response(invite, 200, { body: answerTo(offer) }));
  await peer.next('ACK');
  dialog.bye();
  const bye = await peer.next('BYE');
  peer.send(peer.response(bye, 200));
  expect(peer.count('BYE')).toBe(1);
});

test.each([
  [486, 'peer'],
  [404, 'peer'],
  [503, 'peer'],
  [603, 'peer'],
  [302, 'peer'],
])('%i ends it', async (status, by) => {
  const { peer, dial } = await startWithPeer();
  const call = dial();
  peer.send(peer.response(await peer.next('INVITE'), status, { headers: ['X-Why: so'] }));
  const result = await call.result;
  expect(result).toMatchObject({ status, by, reason: 'Said So' });
  expect('headers' in result && result.headers('x-why')).toBe('so');
});

test('cancelled while it rings: CANCEL, 487', async () => {
  const { peer, dial } = await startWithPeer();
  const call = dial();
  const invite = await peer.next('INVITE');
  peer.send(peer.response(invite, 180));
  await new Promise((resolve) => call.onRinging(resolve));
  call.cancel();
  peer.send(peer.response(await peer.next('CANCEL'), 200));
  peer.send(peer.response(invite, 487));
  expect(await call.result).toMatchObject({ status: 487, by: 'us' });
  await peer.next('ACK');
});

test('cancelled before a word was heard: over at once; an answer that comes late is met by CANCEL', async () => {
  const { peer, dial } = await startWithPeer();
  const call = dial();
  const invite = await peer.next('INVITE');
  call.cancel();
  expect(await call.result).toMatchObject({ status: 487, by: 'us' });
  peer.send(peer.response(invite, 180));
  await peer.next('CANCEL');
});

test('given up, and answered all the same: ACK and BYE', async () => {
  const { peer, dial } = await startWithPeer();
  const call = dial();
  const invite = await peer.next('INVITE');
  call.cancel();
  peer.send(peer.response(invite, 200, { body: answerTo(offer) }));
  await peer.next('ACK');
  peer.send(peer.response(await peer.next('BYE'), 200));
});

test('given up, and challenged all the same: the peer does not ring', async () => {
  const { endpoint, peer, dial } = await startWithPeer();
  const call = dial({ credentials: { username: 'a', password: 'b' } });
  const invite = await peer.next('INVITE');
  call.cancel();
  const challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5, qop="auth"';
  peer.send(peer.response(invite, 401, { headers: [challenge] }));
  await peer.next('ACK');
  await expect.poll(() => endpoint.stats().calls, { timeout: 10_000 }).toBe(0);
  expect(peer.heard.every(({ what, header }) => what !== 'INVITE' || header('cseq') === '1 INVITE')).toBe(
    true,
  );
});

test('it rings for no longer than it may', async () => {
  const { peer, dial } = await startWithPeer();
  const call = dial({ ringingTimeoutMs: 100 });
  const invite = await peer.next('INVITE');
  peer.send(peer.response(invite, 180));
  peer.send(peer.response(await peer.next('CANCEL'), 200));
  peer.send(peer.response(invite, 487));
  expect(await call.result).toMatchObject({ status: 408, by: 'ring-timeout' });
});

test('nobody there: no response in the end, or before it by the ring timeout', async () => {
  const { endpoint, peer, dial } = await startWithPeer();
  const [silent, impatient] = [dial(), dial({ ringingTimeoutMs: 50 })];
  expect(await impatient.result).toMatchObject({ status: 408, by: 'ring-timeout' });
  expect(await silent.result).toMatchObject({ status: 408, by: 'no-response' });
  expect(peer.count('CANCEL')).toBe(0);
  await expect.poll(() => endpoint.stats().calls, { timeout: 10_000 }).toBe(0);
});

test('nobody listens over TCP: transport', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const { dial } = await startWithPeer();
  const call = dial({ to: { user: '1', host: '127.0.0.1', port, protocol: 'TCP' } });
  expect(await call.result).toMatchObject({ status: 503, by: 'transport' });
});

test.each(['UDP', 'TCP'] as const)('a name that nobody knows, over %s: transport', async (protocol) => {
  const { dial } = await startWithPeer();
  const call = dial({ to: { user: '1', host: 'nowhere.invalid', protocol } });
  expect(await call.result).toMatchObject({ status: 503, by: 'transport' });
});

test('transfer: agreed to, its progress, its end', async () => {
  const { peer, dialog, tags } = await connected();
  const referring = dialog.refer({ to: 'tel:+15550199', headers: { 'X-Note': 'vip' } });
  const refer = await peer.next('REFER');
  expect(refer.header('refer-to')).toBe('<tel:+15550199>');
  expect(refer.header('x-note')).toBe('vip');
  peer.send(peer.response(refer, 202));
  const progress = await referring;
  const statuses: number[] = [];
  progress.onStatus((status) => statuses.push(status));
  const notify = (cseq: number, line: string, state: string) =>
    peer
      .request({
        method: 'NOTIFY',
        cseq,
        ...tags,
        body: `SIP/2.0 ${line}\r\n`,
        headers: ['Event: refer', `Subscription-State: ${state}`],
      })
      .replace('application/sdp', 'message/sipfrag;version=2.0');
  peer.send(notify(1, '100 Trying', 'active;expires=60'));
  await peer.next('200 NOTIFY');
  peer.send(notify(2, '200 OK', 'terminated;reason=noresource'));
  await peer.next('200 NOTIFY');
  expect(await progress.result).toEqual({ status: 200, reason: 'OK', by: 'notify' });
  expect(statuses).toEqual([100, 200]);
});

test('transfer: refused; and a peer that hangs up before it tells', async () => {
  const { peer, dialog, tags } = await connected();
  const refused = dialog.refer({ to: 'sip:a@b' });
  peer.send(peer.response(await peer.next('REFER'), 603));
  await expect(refused).rejects.toMatchObject({ status: 603 });
  const agreed = dialog.refer({ to: 'sip:a@b' });
  peer.send(peer.response(await peer.next('REFER'), 202));
  const progress = await agreed;
  peer.send(peer.request({ method: 'BYE', cseq: 1, ...tags }));
  expect(await progress.result).toMatchObject({ by: 'dialog-ended' });
});

test('both sides change the call at once: ours waits and is tried again', async () => {
  const { peer, dialog } = await connected();
  const changed = dialog.reinvite(offer);
  peer.send(peer.response(await peer.next('INVITE'), 491));
  await peer.next('ACK');
  peer.send(peer.response(await peer.next('INVITE'), 200, { body: answerTo(offer) }));
  expect(await changed).toBe(answerTo(offer));
});

test('a peer that has forgotten the call at a re-INVITE: the call is lost', async () => {
  const { peer, dialog } = await connected();
  const lost = new Promise((resolve) => dialog.on({ lost: resolve }));
  const changed = dialog.reinvite(offer);
  peer.send(peer.response(await peer.next('INVITE'), 481));
  await expect(changed).rejects.toMatchObject({ status: 481 });
  expect(await lost).toBe('transport');
});

test('a session timer that is too short is asked for again', async () => {
  const { peer, dial } = await startWithPeer();
  const call = dial({ sessionExpiresS: 90 });
  peer.send(peer.response(await peer.next('INVITE'), 422, { headers: ['Min-SE: 600'] }));
  await peer.next('ACK');
  const again = await peer.next('INVITE');
  expect(again.header('session-expires')).toBe('600');
  expect(again.header('min-se')).toBe('600');
  expect(again.header('cseq')).toBe('2 INVITE');
  peer.send(peer.response(again, 200, { body: answerTo(offer) }));
  expect((await call.result).status).toBe(200);
});

test('a digit by INFO', async () => {
  const { peer, dialog } = await connected();
  dialog.sendDtmf('#');
  const info = await peer.next('INFO');
  expect(info.text).toContain('Signal=#');
  peer.send(peer.response(info, 200));
});

test('closing hangs up what is open', async () => {
  const { endpoint, peer } = await connected();
  const closed = endpoint.close();
  peer.send(peer.response(await peer.next('BYE'), 200));
  await closed;
});
