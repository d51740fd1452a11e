import { beforeAll, expect, test } from 'vitest';
import { tagOf } from './testing/raw-peer.ts';
import { answerTo, offer, startWithPeer } from './testing/start-endpoint.ts';
import { useSipTimers } from './use-sip-timers.ts';

beforeAll(() => useSipTimers(20));

const invite = { method: 'INVITE', body: offer };

/** An inbound call that was answered; the ACK is the test's. */
async function answered(options: Parameters<typeof startWithPeer>[0] = {}, headers: string[] = []) {
  const context = await startWithPeer(options);
  const { peer, invited } = context;
  const arriving = invited();
  peer.send(peer.request({ ...invite, headers }));
  const received = await arriving;
  const dialog = received.accept(answerTo(received.offer));
  const ok = await peer.next('200 INVITE');
  const toTag = tagOf(ok);
  const acknowledge = () => peer.send(peer.request({ method: 'ACK', toTag, branch: 'z9hG4bK-ack' }));
  return { ...context, dialog, ok, toTag, acknowledge };
}

test('says who calls whom, from where, with which headers', async () => {
  const { peer, invited } = await startWithPeer();
  const arriving = invited();
  peer.send(peer.request({ ...invite, headers: ['X-Campaign: summer'] }));
  const received = await arriving;
  expect(received).toMatchObject({
    callId: 'call',
    from: { user: '+15550142', displayName: 'Ann' },
    to: { user: '+15550100' },
    source: { address: '127.0.0.1', port: peer.port, protocol: 'UDP' },
    trust: 'trusted',
    offer,
  });
  expect(received.header('x-campaign')).toBe('summer');
  expect(received.extensionHeaders()).toEqual({ 'X-Campaign': 'summer' });
  received.reject(486, { headers: { 'X-Why': 'none' } });
  const busy = await peer.next('486 INVITE');
  expect(busy.header('x-why')).toBe('none');
  expect(busy.header('via')).toContain(`rport=${peer.port};received=127.0.0.1`);
});

test('an INVITE that comes again is answered from state, not a second call', async () => {
  const { peer, invited, invites } = await startWithPeer();
  const arriving = invited();
  peer.send(peer.request(invite));
  (await arriving).ringing();
  await peer.next('180 INVITE');
  for (let i = 0; i < 3; i++) {
    peer.send(peer.request(invite));
    await peer.next('180 INVITE');
  }
  expect(invites).toHaveLength(1);
});

test('a refusal is repeated until its ACK', async () => {
  const { endpoint, peer, invited } = await startWithPeer();
  const arriving = invited();
  peer.send(peer.request(invite));
  (await arriving).reject(488);
  for (let i = 0; i < 3; i++) await peer.next('488 INVITE');
  const toTag = tagOf(peer.heard.at(-1) ?? expect.fail());
  peer.send(peer.request({ method: 'ACK', toTag, branch: 'z9hG4bK-call-1-INVITE' }));
  peer.send(peer.request({ method: 'OPTIONS', callId: 'ping' }));
  await peer.next('200 OPTIONS');
  const before = peer.count('488 INVITE');
  await expect.poll(() => endpoint.stats().calls, { timeout: 10_000 }).toBe(0);
  expect(peer.count('488 INVITE')).toBe(before);
});

test('CANCEL while ringing: 200 to it, 487 to the INVITE, and nothing can be accepted any more', async () => {
  const { peer, invited } = await startWithPeer();
  const arriving = invited();
  peer.send(peer.request(invite));
  const received = await arriving;
  received.ringing();
  peer.send(peer.request({ method: 'CANCEL', branch: 'z9hG4bK-call-1-INVITE' }));
  await peer.next('200 CANCEL');
  await peer.next('487 INVITE');
  await received.cancelled;
  expect(() => received.accept('')).toThrow('over');
  received.reject(486);
});

test('without an ACK the 200 is repeated, then BYE, and the owner hears of it', async () => {
  const { endpoint, peer, dialog } = await answered();
  const lost = new Promise((resolve) => dialog.on({ lost: resolve }));
  expect(await lost).toBe('ack-timeout');
  const bye = await peer.next('BYE');
  peer.send(peer.response(bye, 200));
  expect(peer.count('200 INVITE')).toBeGreaterThan(4);
  expect(dialog.open).toBe(false);
  await expect.poll(() => endpoint.stats().calls, { timeout: 10_000 }).toBe(0);
});

test('a BYE of ours waits for the ACK, and is repeated until it is answered', async () => {
  const { peer, dialog, acknowledge } = await answered();
  dialog.bye({ Reason: 'Q.850;cause=16' });
  await peer.next('200 INVITE');
  expect(peer.count('BYE')).toBe(0);
  acknowledge();
  for (let i = 0; i < 3; i++) await peer.next('BYE');
  const bye = await peer.next('BYE');
  expect(bye.header('reason')).toBe('Q.850;cause=16');
  peer.send(peer.response(bye, 200));
});

test("the peer's BYE is answered, also when it comes again; after that the call is unknown", async () => {
  const { endpoint, peer, dialog, toTag, acknowledge } = await answered();
  acknowledge();
  let byes = 0;
  const over = new Promise<void>((resolve) =>
    dialog.on({
      bye: () => {
        byes += 1;
        resolve();
      },
    }),
  );
  const bye = peer.request({ method: 'BYE', cseq: 2, toTag });
  peer.send(bye);
  await over;
  await peer.next('200 BYE');
  peer.send(bye);
  await peer.next('200 BYE');
  expect(byes).toBe(1);
  await expect.poll(() => endpoint.stats().calls, { timeout: 10_000 }).toBe(0);
  peer.send(bye);
  await peer.next('481 BYE');
});

test('hold and resume by the peer; without a handler, or with what we cannot speak, the call goes on as it was', async () => {
  const { peer, dialog, toTag, acknowledge } = await answered();
  acknowledge();
  const held = offer.replace('a=sendrecv', 'a=sendonly');
  peer.send(peer.request({ ...invite, cseq: 2, toTag, body: held }));
  await peer.next('488 INVITE');
  peer.send(peer.request({ method: 'ACK', cseq: 2, toTag, branch: 'z9hG4bK-call-2-INVITE' }));
  dialog.on({ reinvite: (sdp) => (sdp === undefined ? { reject: 500 } : answerTo(sdp)) });
  peer.send(peer.request({ ...invite, cseq: 3, toTag, body: held }));
  const ok = await peer.next('200 INVITE');
  expect(ok.text).toContain('a=recvonly');
  expect(ok.header('contact')).toContain('127.0.0.1');
  peer.send(peer.request({ method: 'ACK', cseq: 3, toTag }));
  peer.send(peer.request({ ...invite, cseq: 4, toTag }));
  expect((await peer.next('200 INVITE')).text).toContain('a=sendrecv');
  expect(dialog.open).toBe(true);
});

test('an INVITE without an offer gets ours, and its answer comes with the ACK', async () => {
  const { peer, invited } = await startWithPeer();
  const arriving = invited();
  peer.send(peer.request({ method: 'INVITE' }));
  const received = await arriving;
  expect(received.offer).toBe(undefined);
  const dialog = received.accept(offer);
  const answer = new Promise((resolve) => dialog.on({ answered: resolve }));
  const toTag = tagOf(await peer.next('200 INVITE'));
  peer.send(peer.request({ method: 'ACK', toTag, branch: 'z9hG4bK-ack', body: answerTo(offer) }));
  expect(await answer).toBe(answerTo(offer));
});

test('digits by INFO; REFER, UPDATE and other bodies are refused', async () => {
  const { peer, dialog, toTag, acknowledge } = await answered();
  acknowledge();
  const digit = new Promise((resolve) => dialog.on({ dtmf: (...pressed) => resolve(pressed) }));
  const info = (cseq: number, type: string) =>
    peer
      .request({ method: 'INFO', cseq, toTag, body: 'Signal=7\r\nDuration=200\r\n' })
      .replace('application/sdp', type);
  peer.send(info(2, 'application/dtmf-relay'));
  await peer.next('200 INFO');
  expect(await digit).toEqual(['7', 200]);
  peer.send(info(3, 'text/plain'));
  await peer.next('415 INFO');
  peer.send(peer.request({ method: 'REFER', cseq: 4, toTag, headers: ['Refer-To: <sip:x@y>'] }));
  expect((await peer.next('405 REFER')).header('allow')).not.toContain('REFER');
  peer.send(peer.request({ method: 'UPDATE', cseq: 5, toTag }));
  await peer.next('405 UPDATE');
  expect(dialog.open).toBe(true);
});

test('a session that the peer does not refresh ends with BYE', async () => {
  const limits = { minSessionExpiresS: 1 };
  const { peer, dialog, ok, acknowledge } = await answered({ limits }, [
    'Supported: timer',
    'Session-Expires: 2;refresher=uac',
  ]);
  expect(ok.header('session-expires')).toBe('2;refresher=uac');
  expect(ok.header('require')).toBe('timer');
  acknowledge();
  expect(await new Promise((resolve) => dialog.on({ lost: resolve }))).toBe('session-expired');
  await peer.next('BYE');
});

test('asked to refresh, we do so by a re-INVITE with the session as it is', async () => {
  const limits = { minSessionExpiresS: 1 };
  const { peer, dialog, acknowledge } = await answered({ limits }, [
    'Supported: timer',
    'Session-Expires: 2;refresher=uas',
  ]);
  acknowledge();
  for (let i = 0; i < 2; i++) {
    const refresh = await peer.next('INVITE');
    expect(refresh.header('session-expires')).toBe('2;refresher=uac');
    expect(refresh.text).toContain(answerTo(offer));
    peer.send(peer.response(refresh, 200, { body: offer, headers: ['Session-Expires: 2;refresher=uac'] }));
    await peer.next('ACK');
  }
  expect(dialog.open).toBe(true);
});

test.each([
  ['422', { headers: ['Supported: timer', 'Session-Expires: 30'] }, 'min-se', '90'],
  ['420', { headers: ['Require: 100rel, timer'] }, 'unsupported', '100rel'],
  ['416', { uri: 'tel:+15550100' }, '', ''],
])('%s', async (status, more, header, value) => {
  const { peer, invites } = await startWithPeer();
  peer.send(peer.request({ ...invite, ...more }));
  const refused = await peer.next(`${status} INVITE`);
  if (header) expect(refused.header(header)).toBe(value);
  expect(invites).toEqual([]);
});

test('a body that is no session description, and a second INVITE within the same call, are refused', async () => {
  const { peer, invites, invited } = await startWithPeer();
  peer.send(peer.request({ ...invite, callId: 'other' }).replace('application/sdp', 'text/plain'));
  await peer.next('415 INVITE');
  const arriving = invited();
  peer.send(peer.request(invite));
  (await arriving).ringing();
  peer.send(peer.request({ ...invite, cseq: 2, tag: 'again' }));
  await peer.next('482 INVITE');
  expect(invites).toHaveLength(1);
});
