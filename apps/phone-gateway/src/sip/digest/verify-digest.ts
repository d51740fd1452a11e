import { createHash, timingSafeEqual } from 'node:crypto';
import type { Nonces } from './nonces.ts';
import { parseDigest } from './parse-digest.ts';

export interface DigestCheck {
  authorization: string;
  method: string;
  username: string;
  password: string;
  nonces: Nonces;
}

/** `stale`: right, but with a nonce that is over or was used: challenge again with `stale: true`. */
export type DigestVerdict = 'ok' | 'wrong' | 'stale';

/** Checks an Authorization header (RFC 7616 with MD5, with and without qop=auth). A nonce and count pass once. */
export function verifyDigest({
  authorization,
  method,
  username,
  password,
  nonces,
}: DigestCheck): DigestVerdict {
  const given = parseDigest(authorization);
  if (!given?.nonce || !given.response || !given.uri || given.username !== username) return 'wrong';
  if (given.algorithm && given.algorithm.toUpperCase() !== 'MD5') return 'wrong';
  if (
    given.qop !== undefined &&
    (given.qop !== 'auth' || !given.cnonce || !/^[\da-f]{8}$/i.test(given.nc ?? ''))
  )
    return 'wrong';
  const count = given.qop === undefined ? undefined : Number.parseInt(given.nc ?? '', 16);
  const state = nonces.check(given.nonce, count);
  if (state === 'unknown') return 'wrong';

  const ha1 = md5(`${username}:${given.realm ?? ''}:${password}`);
  const ha2 = md5(`${method}:${given.uri}`);
  const middle = given.qop === undefined ? '' : `:${given.nc}:${given.cnonce}:auth`;
  const expected = Buffer.from(md5(`${ha1}:${given.nonce}${middle}:${ha2}`));
  const response = Buffer.from(given.response.toLowerCase());
  if (response.length !== expected.length || !timingSafeEqual(response, expected)) return 'wrong';
  if (state !== 'fresh') return 'stale';
  nonces.use(given.nonce, count);
  return 'ok';
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
