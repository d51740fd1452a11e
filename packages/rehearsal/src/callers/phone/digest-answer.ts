import { createHash } from 'node:crypto';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Authorization for a challenge (RFC 2617, MD5). */
export function digestAnswer(
  challenge: string,
  { method, uri, username, password }: { method: string; uri: string; username: string; password: string },
): string {
  const value = (name: string) => new RegExp(`${name}="?([^",]+)`, 'i').exec(challenge)?.[1] ?? '';
  const [realm, nonce] = [value('realm'), value('nonce')];
  const ends = [md5(`${username}:${realm}:${password}`), md5(`${method}:${uri}`)] as const;
  const qop = /qop=/i.test(challenge);
  const middle = qop ? `${nonce}:00000001:c0ffee:auth` : nonce;
  const response = md5(`${ends[0]}:${middle}:${ends[1]}`);
  const base = `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5`;
  return qop ? `${base}, qop=auth, nc=00000001, cnonce="c0ffee"` : base;
}
