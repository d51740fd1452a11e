import { expect, it } from 'vitest';
import { checkExposure } from './check-exposure.mjs';

const safe = {
  PARLEY_HOST: '0.0.0.0',
  PARLEY_DEMO: 'false',
  PARLEY_SECRET: 's'.repeat(32),
  LIVEKIT_API_KEY: 'APIown',
  LIVEKIT_API_SECRET: 'l'.repeat(32),
};

it('does not mind loopback', () => {
  for (const PARLEY_HOST of [undefined, '127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
    expect(() => checkExposure({ PARLEY_HOST })).not.toThrow();
  }
});

it('lets somebody listen elsewhere with secrets of their own', () => {
  expect(() => checkExposure(safe)).not.toThrow();
});

it.each([
  ['PARLEY_DEMO', undefined],
  ['PARLEY_SECRET', 'short'],
  ['LIVEKIT_API_KEY', 'devkey'],
  ['LIVEKIT_API_SECRET', undefined],
])('refuses %s=%s and says what to set', (name, value) => {
  expect(() => checkExposure({ ...safe, [name]: value })).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('0.0.0.0'),
      detail: expect.stringContaining(name),
    }),
  );
});
