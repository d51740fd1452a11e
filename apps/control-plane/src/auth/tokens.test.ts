import { newId } from '@parley/contracts';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { issueAccessToken, verifyAccessToken } from './access-token.ts';
import { issueWorkerToken, verifyWorkerToken } from './worker-token.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 1);
const options = { secret: 'mZ4rT9vK2xW7pQ1nB8cL5dF3gH6jS0yA', now };
const access = {
  sub: newId('user'),
  tid: newId('tenant'),
  role: 'owner' as const,
  fam: newId('refreshToken'),
};
const worker = { sid: newId('session'), tid: newId('tenant'), att: 1 };

describe('an access token', () => {
  it('says who it is for fifteen minutes, and no longer', async () => {
    const token = await issueAccessToken(access, options);
    expect(await verifyAccessToken(token, { ...options, now: now + hour / 4 - 1000 })).toMatchObject(access);
    expect(await verifyAccessToken(token, { ...options, now: now + hour / 4 })).toBeUndefined();
  });

  it('is refused when signed by another, unsigned, without an end, or rubbish', async () => {
    const other = await issueAccessToken(access, { ...options, secret: 'x'.repeat(32) });
    const claims = { ...access, iss: 'parley', aud: 'parley:api' };
    const unsigned = new UnsecuredJWT({ ...claims, exp: now / 1000 + 60 }).encode();
    const endless = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(options.secret));
    for (const token of [other, unsigned, endless, 'rubbish', '']) {
      expect(await verifyAccessToken(token, options)).toBeUndefined();
    }
  });
});

describe('a worker token', () => {
  it('names its session for two and a half hours', async () => {
    const token = await issueWorkerToken(worker, options);
    expect(await verifyWorkerToken(token, { ...options, now: now + 2.5 * hour - 1000 })).toMatchObject(
      worker,
    );
    expect(await verifyWorkerToken(token, { ...options, now: now + 2.5 * hour })).toBeUndefined();
  });

  it('is no access token, nor the other way round', async () => {
    expect(await verifyAccessToken(await issueWorkerToken(worker, options), options)).toBeUndefined();
    expect(await verifyWorkerToken(await issueAccessToken(access, options), options)).toBeUndefined();
  });
});
