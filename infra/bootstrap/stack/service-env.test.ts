import { expect, it } from 'vitest';
import { needsSimulators, serviceEnvs } from './service-env.mjs';
import { stackUrls } from './stack-urls.mjs';

const ports = {
  controlPlane: 1,
  livekit: 2,
  livekitTcp: 3,
  livekitUdp: 4,
  simulators: 5,
  worker: 6,
  phone: 7,
  sip: 8,
};
const secrets = { secret: 'made up for this installation', livekitApiKey: 'k', livekitApiSecret: 's' };

const envsFor = (env: NodeJS.ProcessEnv, host = '127.0.0.1') =>
  serviceEnvs({
    env,
    urls: stackUrls({ host, ports }),
    ports,
    secrets,
    keys: { apiKey: 'key', apiSecret: 'secret' },
    host,
    root: '/repo',
    dataDir: '/data',
    cacheDir: '/cache',
    python: '/python',
    simulated: needsSimulators(env),
  });

it('gives each service what it needs to find the others', () => {
  const envs = envsFor({ PATH: '/bin' });
  expect(envs['control-plane']).toMatchObject({
    PATH: '/bin',
    PARLEY_PORT: '1',
    PARLEY_SECRET: secrets.secret,
    PARLEY_DEMO: 'true',
    PARLEY_DATA_DIR: '/data',
    LIVEKIT_URL: 'ws://127.0.0.1:2',
    LIVEKIT_API_KEY: 'key',
  });
  expect(envs['agent-worker']).toMatchObject({
    PARLEY_CONTROL_PLANE_URL: 'http://127.0.0.1:1',
    PARLEY_WORKER_PORT: '6',
    OPENAI_BASE_URL: 'http://127.0.0.1:5/openai/v1',
    CARTESIA_BASE_URL: 'http://127.0.0.1:5/cartesia',
  });
  expect(envs['phone-gateway']).toMatchObject({
    PARLEY_PHONE_PORT: '7',
    PARLEY_SIP_PORT: '8',
    LIVEKIT_API_KEY: 'key',
  });
  expect(envs['control-plane'].PARLEY_SIP_API_URL).toBe('http://127.0.0.1:7');
  expect(envs.simulators).toMatchObject({ PARLEY_PYTHON: '/python' });
});

it('tells secrets to nobody who has no use for them', () => {
  const env = {
    DATABASE_URL: 'postgres://u:p@h/d',
    PARLEY_SECRET: 'own',
    PARLEY_MASTER_KEYS: '1:key',
    PARLEY_SMTP_URL: 'smtp://u:p@h',
    OPENAI_API_KEY: 'sk',
    CARTESIA_API_KEY: 'ck',
  };
  const envs = envsFor(env);
  const ours = ['DATABASE_URL', 'PARLEY_SECRET', 'PARLEY_MASTER_KEYS', 'PARLEY_SMTP_URL'];
  for (const name of ours) expect(envs['agent-worker']).not.toHaveProperty(name);
  for (const name of [...ours, 'OPENAI_API_KEY', 'CARTESIA_API_KEY'])
    expect(envs['phone-gateway']).not.toHaveProperty(name);
  for (const name of [...ours, 'OPENAI_API_KEY', 'LIVEKIT_API_SECRET'])
    expect(envs.simulators).not.toHaveProperty(name);
  expect(envs['control-plane']).toMatchObject(env);
  expect(envs.simulators).not.toHaveProperty('CARTESIA_API_KEY');
});

it('has the control plane try the keys that the worker uses', () => {
  const settings = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'CARTESIA_API_KEY', 'CARTESIA_BASE_URL'];
  for (const env of [{}, { CARTESIA_API_KEY: 'ck' }, { OPENAI_BASE_URL: 'http://llm.local/v1' }]) {
    const envs = envsFor(env);
    for (const name of settings) expect(envs['control-plane'][name]).toBe(envs['agent-worker'][name]);
  }
});

it('uses the real providers that have keys, and the simulators for the others', () => {
  const real = envsFor({ OPENAI_API_KEY: 'sk', CARTESIA_API_KEY: 'ck' })['agent-worker'];
  expect(real).toMatchObject({ OPENAI_API_KEY: 'sk', CARTESIA_API_KEY: 'ck' });
  expect(real).not.toHaveProperty('OPENAI_BASE_URL');
  expect(real).not.toHaveProperty('CARTESIA_BASE_URL');
  const voiceOnly = envsFor({ CARTESIA_API_KEY: 'ck' })['agent-worker'];
  expect(voiceOnly).toMatchObject({ OPENAI_API_KEY: 'simulated', CARTESIA_API_KEY: 'ck' });
  expect(voiceOnly).not.toHaveProperty('CARTESIA_BASE_URL');
  const own = envsFor({ OPENAI_BASE_URL: 'http://llm.local/v1' })['agent-worker'];
  expect(own).toMatchObject({ OPENAI_API_KEY: 'none', OPENAI_BASE_URL: 'http://llm.local/v1' });
  expect(own).not.toHaveProperty('CARTESIA_API_KEY');
});

it('reaches a host of all addresses on loopback', () => {
  expect(stackUrls({ host: '0.0.0.0', ports }).controlPlane).toBe('http://127.0.0.1:1');
  expect(stackUrls({ host: '::1', ports }).controlPlane).toBe('http://[::1]:1');
  expect(stackUrls({ host: '127.0.0.1', ports, livekitUrl: 'wss://lk.example' })).toMatchObject({
    livekit: 'wss://lk.example',
    livekitHttp: 'https://lk.example',
  });
});
