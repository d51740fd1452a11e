import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { initializeLogger, type VAD } from '@livekit/agents';
import { loadConfig } from '@parley/config';
import { expect, onTestFinished, test } from 'vitest';
import { configDefinition } from '../config.ts';
import { rehearseCall } from './rehearse-call.ts';

initializeLogger({ pretty: false, level: 'fatal' });

/** Whoever is asked for anything. */
async function listen() {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const configOf = (urls: { providers: string; controlPlane: string }) =>
  loadConfig(configDefinition, {
    OPENAI_API_KEY: 'k',
    OPENAI_BASE_URL: urls.providers,
    CARTESIA_API_KEY: 'k',
    CARTESIA_BASE_URL: urls.providers,
    PARLEY_CONTROL_PLANE_URL: urls.controlPlane,
    LIVEKIT_URL: 'ws://127.0.0.1:9',
    LIVEKIT_API_KEY: 'k',
    LIVEKIT_API_SECRET: 's'.repeat(32),
  });
const vad = { on: () => {} } as unknown as VAD;

test('a rehearsal asks for the control plane’s health, and no provider for anything', async () => {
  const [providers, controlPlane] = await Promise.all([listen(), listen()]);
  await rehearseCall({
    vad,
    config: configOf({ providers: providers.url, controlPlane: controlPlane.url }),
  });
  expect(controlPlane.asked).toEqual(['/health']);
  expect(providers.asked).toEqual([]);
});

test('a control plane that is not there yet does not matter', async () => {
  const providers = await listen();
  await rehearseCall({
    vad,
    config: configOf({ providers: providers.url, controlPlane: 'http://127.0.0.1:9' }),
  });
  expect(providers.asked).toEqual([]);
});
