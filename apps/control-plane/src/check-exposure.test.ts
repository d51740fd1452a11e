import { ConfigError, loadConfig } from '@parley/config';
import { describe, expect, it } from 'vitest';
import { checkExposure } from './check-exposure.ts';
import { configDefinition } from './config.ts';

const ownSecrets = {
  PARLEY_SECRET: 'mZ4rT9vK2xW7pQ1nB8cL5dF3gH6jS0yA',
  LIVEKIT_URL: 'ws://127.0.0.1:7880',
  LIVEKIT_API_KEY: 'ours',
  LIVEKIT_API_SECRET: 'aQ3wE5rT7yU9iO1pL2kJ4hG6fD8sZ0xC',
};

const refusedFor = (env: Record<string, string>): string[] => {
  try {
    checkExposure(loadConfig(configDefinition, { ...ownSecrets, ...env }));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.env);
    throw error;
  }
};

describe('beyond loopback', () => {
  const PARLEY_HOST = '0.0.0.0';

  it('listens with secrets of its own', () => {
    expect(refusedFor({ PARLEY_HOST })).toEqual([]);
  });

  it.each([
    ['PARLEY_DEMO', 'true'],
    ['PARLEY_SECRET', 'changemechangemechangemechangeme'],
    ['LIVEKIT_API_KEY', 'devkey'],
    ['LIVEKIT_API_SECRET', 'secret'],
  ])('is refused with %s=%s', (name, value) => {
    expect(refusedFor({ PARLEY_HOST, [name]: value })).toEqual(['PARLEY_HOST', name]);
  });

  it.each(['::', '192.168.1.4', 'parley.example.com', '1127.0.0.1'])('%s is beyond loopback', (host) => {
    expect(refusedFor({ PARLEY_HOST: host, PARLEY_DEMO: 'true' })).toContain('PARLEY_DEMO');
  });
});

it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('%s may have demo credentials', (host) => {
  expect(refusedFor({ PARLEY_HOST: host, PARLEY_DEMO: 'true', LIVEKIT_API_KEY: 'devkey' })).toEqual([]);
});

it.each([
  ['a missing', ''],
  ['a short', 'short'],
])('%s PARLEY_SECRET is refused anywhere', (_, secret) => {
  expect(refusedFor({ PARLEY_SECRET: secret })).toEqual(['PARLEY_SECRET']);
});
