import { DigestAuthentication, LoggerFactory, OutgoingRequestMessage, URI } from 'sip.js/lib/core/index.js';
import { expect, test } from 'vitest';
import { Nonces } from './nonces.ts';
import { verifyDigest } from './verify-digest.ts';

function start() {
  let now = 1_000_000;
  const nonces = new Nonces(() => now);
  const uri = new URI('sip', 'a', 'b.example');
  const request = new OutgoingRequestMessage('INVITE', uri, uri, uri, {});
  const client = (password = 'secret') =>
    new DigestAuthentication(new LoggerFactory(), undefined, 'trunk', password);
  const respond = (nonce: string, { by = client(), qop = 'auth' as string | undefined } = {}) => {
    // The grammar gives the client a list here, its type says text.
    by.authenticate(request, { realm: 'parley', nonce, qop } as never);
    return by.toString();
  };
  const check = (authorization: string) =>
    verifyDigest({ authorization, method: 'INVITE', username: 'trunk', password: 'secret', nonces });
  const pass = (ms: number) => {
    now += ms;
  };
  return { nonces, client, respond, check, pass };
}

test('who knows the password passes, with and without qop; who does not, does not', () => {
  const { nonces, client, respond, check } = start();
  expect(check(respond(nonces.issue()))).toBe('ok');
  expect(check(respond(nonces.issue(), { qop: undefined }))).toBe('ok');
  expect(check(respond(nonces.issue(), { by: client('wrong') }))).toBe('wrong');
});

test('the same credentials pass once; a higher count passes again', () => {
  const { nonces, client, respond, check } = start();
  const nonce = nonces.issue();
  const by = client();
  const first = respond(nonce, { by });
  expect(check(first)).toBe('ok');
  expect(check(first)).toBe('stale');
  const second = respond(nonce, { by });
  expect(second).toContain('nc=00000002');
  expect(check(second)).toBe('ok');
  expect(check(first)).toBe('stale');
});

test('without a count a nonce passes once', () => {
  const { nonces, respond, check } = start();
  const credentials = respond(nonces.issue(), { qop: undefined });
  expect([check(credentials), check(credentials)]).toEqual(['ok', 'stale']);
});

test('a nonce is good for a minute, and only if we issued it', () => {
  const { nonces, respond, check, pass } = start();
  const late = respond(nonces.issue());
  pass(60_001);
  expect(check(late)).toBe('stale');
  expect(check(respond(new Nonces().issue()))).toBe('wrong');
  expect(check(respond(nonces.issue().replace(/^./, 'z')))).toBe('wrong');
});

test('a wrong password does not use up the nonce', () => {
  const { nonces, client, respond, check } = start();
  const nonce = nonces.issue();
  check(respond(nonce, { by: client('wrong') }));
  expect(check(respond(nonce))).toBe('ok');
});

test.each([
  '',
  'Basic dHJ1bms6c2VjcmV0',
  'Digest',
  'Digest username="trunk"',
  `Digest username="trunk", response="${'a'.repeat(32)}", nonce="a.b.c", uri="sip:x"`,
  `Digest ${'a="b", '.repeat(5_000)}`,
])('what is no credentials is wrong: %#', (authorization) => {
  expect(start().check(authorization)).toBe('wrong');
});

test('another algorithm, another user and a qop that was not offered are wrong', () => {
  const { nonces, respond, check } = start();
  const good = respond(nonces.issue());
  expect(check(good.replace('algorithm=MD5', 'algorithm=SHA-256'))).toBe('wrong');
  expect(check(good.replace('username="trunk"', 'username="other"'))).toBe('wrong');
  expect(check(good.replace('qop=auth', 'qop=auth-int'))).toBe('wrong');
  expect(check(good.replace(/nc=\w+/, 'nc=1'))).toBe('wrong');
});
