import { TokenVerifier } from 'livekit-server-sdk';
import { expect, it } from 'vitest';
import { createRoomToken } from './create-room-token.ts';

const keys = { apiKey: 'key', apiSecret: 'a secret that is long enough to sign' };

it('opens one room to one identity, for an hour, and grants nothing else', async () => {
  const before = Math.floor(Date.now() / 1000);
  const token = createRoomToken(keys, { livekitRoom: 'ten_1.lobby', identity: 'ann', name: 'Ann' });
  const claims = await new TokenVerifier(keys.apiKey, keys.apiSecret).verify(token);
  expect(claims).toMatchObject({ sub: 'ann', name: 'Ann' });
  expect(claims.video).toEqual({
    roomJoin: true,
    room: 'ten_1.lobby',
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
  });
  expect(claims.exp).toBeGreaterThanOrEqual(before + 3600);
  expect(claims.exp).toBeLessThanOrEqual(before + 3660);
  expect(Object.keys(claims).sort()).toEqual(['exp', 'iss', 'name', 'nbf', 'sub', 'video']);
});

it('carries attributes when there are some', async () => {
  const token = createRoomToken(keys, {
    livekitRoom: 'r',
    identity: 'ann',
    attributes: { lang: 'en' },
  });
  const claims = await new TokenVerifier(keys.apiKey, keys.apiSecret).verify(token);
  expect(claims.attributes).toEqual({ lang: 'en' });
});
