import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { composeOffer } from '../sdp/compose-sdp.ts';
import { parseSdp } from '../sdp/parse-sdp.ts';
import { verifyDigest } from './digest/verify-digest.ts';
import { answerTo, offer, startEndpoint } from './testing/start-endpoint.ts';
import type { SipDialog, SipEndpoint } from './types.ts';

const hosts = ['127.0.0.1'];
if (Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1')))
  hosts.push('::1');

describe.each(hosts)('two endpoints on %s', (host) => {
  test.each(['UDP', 'TCP'] as const)(
    'a call over %s: rings, is answered, is put on hold, is hung up by the callee',
    async (protocol) => {
      const answered = Promise.withResolvers<SipDialog>();
      const reinvited: (string | undefined)[] = [];
      const callee = await startEndpoint({
        host,
        onInvite: (invite) => {
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
        },
      });
      const caller = await startEndpoint({ host });
      const call = caller.call({
        to: { user: '+15550100', host: host.includes(':') ? `[${host}]` : host, port: callee.port, protocol },
        from: { user: '+15550142', displayName: 'Ann "A" Lee' },
        offer,
      });
      const rang: number[] = [];
      call.onRinging((status) => rang.push(status));
      const result = await call.result;
      if (!('dialog' in result)) throw new Error(`${result.status} ${result.reason} ${result.by}`);
      expect(parseSdp(result.answer)?.remote.port).toBe(5000);
      expect(rang).toEqual([180]);
      const local = { address: host, port: 4000, sessionId: 1, version: 2 };
      const held = await result.dialog.reinvite(composeOffer({ local, direction: 'sendonly' }));
      expect(parseSdp(held)?.direction).toBe('recvonly');
      expect(reinvited).toEqual(['sendonly']);
      const bye = new Promise<void>((resolve) => result.dialog.on({ bye: resolve }));
      (await answered.promise).bye();
      await bye;
      expect(result.dialog.open).toBe(false);
    },
  );
});

test('a caller with a password is challenged and let in; with a wrong one it is not', async () => {
  const callee: SipEndpoint = await startEndpoint({
    onInvite: (invite) => {
      const { authorization } = invite;
      if (!authorization) return invite.challenge();
      const trunk = { method: 'INVITE', username: 'trunk', password: 'right', nonces: callee.nonces };
      if (verifyDigest({ authorization, ...trunk }) === 'ok') invite.accept(answerTo(invite.offer));
      else invite.reject(403);
    },
  });
  const caller = await startEndpoint();
  const attempt = async (password: string) => {
    const to = { user: '1', host: '127.0.0.1', port: callee.port };
    const credentials = { username: 'trunk', password };
    return (await caller.call({ to, from: { user: '2' }, offer, credentials }).result).status;
  };
  expect(await attempt('right')).toBe(200);
  expect(await attempt('wrong')).toBe(403);
});
