import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { signToken } from './sign-token.ts';

const signatureOf = (signed: string, secret: string) =>
  createHmac('sha256', secret).update(signed).digest('base64url');

it.each(['s', 'secret', 'x'.repeat(63), 'x'.repeat(64), 'x'.repeat(65), 'ümläut '.repeat(20)])(
  'signs as HMAC-SHA-256 does with the secret %j, whatever was signed before',
  (secret) => {
    // Shorter after longer: nothing of the one before may be left in it.
    for (const name of ['Anna', 'a'.repeat(20_000), 'Zoë ☎', '', 'x'.repeat(3_000), 'b']) {
      const claims = { name, video: { roomJoin: true } };
      const [header = '', payload = '', signature] = signToken(claims, secret).split('.');
      expect(JSON.parse(String(Buffer.from(header, 'base64url')))).toEqual({ alg: 'HS256' });
      expect(JSON.parse(String(Buffer.from(payload, 'base64url')))).toEqual(claims);
      expect(signature).toBe(signatureOf(`${header}.${payload}`, secret));
    }
  },
);

it('signs with the secret that it is given, by turns', () => {
  const [first, second] = ['one', 'two'].map((secret) => signToken({ a: 1 }, secret));
  expect(signToken({ a: 1 }, 'one')).toBe(first);
  expect(signToken({ a: 1 }, 'two')).toBe(second);
  expect(first).not.toBe(second);
});
