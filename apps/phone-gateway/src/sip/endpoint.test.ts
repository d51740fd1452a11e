import { createLogger } from '@parley/observability';
import { afterEach, expect, test } from 'vitest';
import { composeAnswer, composeOffer } from '../sdp/compose-sdp.ts';
import { parseSdp } from '../sdp/parse-sdp.ts';
import { verifyDigest } from './digest/verify-digest.ts';
import { openSipEndpoint } from './sip-endpoint.ts';
import type { InboundInvite, SipDialog, SipEndpoint, SipEndpointOptions } from './types.ts';

const open: SipEndpoint[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
});

async function start(onInvite: (invite: InboundInvite) => void, options: Partial<SipEndpointOptions> = {}) {
  const log = createLogger({ name: 'test', level: 'silent' });
  const endpoint = await openSipEndpoint({ host: '127.0.0.1', port: 0, log, onInvite, ...options });
  open.push(endpoint);
  return endpoint;
}

const local = { address: '127.0.0.1', port: 4000, sessionId: 1, version: 1 };
const offer = composeOffer({ local });
const answerTo = (sdp: string | undefined) => {
  const parsed = parseSdp(sdp ?? '');
  if (!parsed) throw new Error('no offer');
  return composeAnswer({ local: { ...local, port: 5000 }, offer: parsed });
};

test.each(['UDP', 'TCP'] as const)(
  'a call over %s: rings, is answered, is put on hold, is hung up by the callee',
  async (protocol) => {
    const answered = Promise.withResolvers<SipDialog>();
    const reinvited: (string | undefined)[] = [];
    const callee = await start((invite) => {
      invite.trying();
      invite.ringing();
      const dialog = invite.accept(answerTo(invite.offer));
      dialog.on({
        reinvite: (sdp) => {
          reinvited.push(parseSdp(sdp ?? '')?.direction);
          return answerTo(sdp);
        },
      });
      answered.resolve(dialog);
    });
    const caller = await start(() => {});
    const call = caller.call({
      to: { user: '+15550100', host: '127.0.0.1', port: callee.port, protocol },
      from: { user: '+15550142', displayName: 'Ann "A" Lee' },
      offer,
    });
    const rang: number[] = [];
    call.onRinging((status) => rang.push(status));
    const result = await call.result;
    if (!('dialog' in result)) throw new Error(`${result.status}`);
    expect(parseSdp(result.answer)?.remote).toEqual({ address: '127.0.0.1', port: 5000 });
    expect(rang).toEqual([180]);
    const held = await result.dialog.reinvite(
      composeOffer({ local: { ...local, version: 2 }, direction: 'sendonly' }),
    );
    expect(parseSdp(held)?.direction).toBe('recvonly');
    expect(reinvited).toEqual(['sendonly']);
    const bye = new Promise<void>((resolve) => result.dialog.on({ bye: resolve }));
    (await answered.promise).bye();
    await bye;
    expect(result.dialog.open).toBe(false);
  },
);

test('a caller with a password is challenged and let in; with a wrong one it is not', async () => {
  const callee: SipEndpoint = await start((invite) => {
    if (!invite.authorization) return invite.challenge();
    const verdict = verifyDigest({
      authorization: invite.authorization,
      method: 'INVITE',
      username: 'trunk',
      password: 'right',
      nonces: callee.nonces,
    });
    if (verdict === 'ok') invite.accept(answerTo(invite.offer));
    else invite.reject(403);
  });
  const caller = await start(() => {});
  const attempt = async (password: string) => {
    const to = { user: '1', host: '127.0.0.1', port: callee.port };
    const result = await caller.call({
      to,
      from: { user: '2' },
      offer,
      credentials: { username: 'trunk', password },
    }).result;
    return result.status;
  };
  expect(await attempt('right')).toBe(200);
  expect(await attempt('wrong')).toBe(403);
});
