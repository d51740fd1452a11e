import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { freePort } from '../harness/free-port.ts';
import { groupMembers } from '../harness/group-members.ts';
import { postSession } from '../harness/post-session.ts';
import { repository } from '../harness/repository.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { watchSession } from '../harness/watch-session.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ name: 'boot', parts: [] });
});
afterAll(() => stack?.stop());

/** Starts a control plane that is expected to end by itself. */
async function bootAndEnd(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { livekit } = stack;
  const server = stack.area.spawn({
    name: 'refused',
    command: process.execPath,
    args: ['apps/control-plane/src/server.ts'],
    cwd: repository,
    env: {
      PARLEY_HOST: '127.0.0.1',
      PARLEY_PORT: String(await freePort()),
      PARLEY_SECRET: 'a-secret-for-tests-of-more-than-thirty-two-characters',
      PARLEY_DATA_DIR: stack.area.dir,
      PARLEY_DEMO: 'true',
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: livekit.apiKey,
      LIVEKIT_API_SECRET: livekit.apiSecret,
      ...env,
    },
  });
  return { code: await server.exited, output: server.output() };
}

describe('the control plane refuses to start', () => {
  test('beyond loopback with the demo’s credentials', async () => {
    const { code, output } = await bootAndEnd({
      PARLEY_HOST: '0.0.0.0',
      PARLEY_DATA_DIR: join(stack.area.dir, 'exposed'),
    });
    expect(code).not.toBe(0);
    expect(output).toContain('PARLEY_DEMO');
  });

  test('beyond loopback without a secret of its own', async () => {
    const { code, output } = await bootAndEnd({
      PARLEY_HOST: '0.0.0.0',
      PARLEY_DEMO: 'false',
      PARLEY_SECRET: '',
      PARLEY_DATA_DIR: join(stack.area.dir, 'exposed'),
    });
    expect(code).not.toBe(0);
    expect(output).toContain('PARLEY_SECRET');
  });

  test('with a secret that is too short', async () => {
    const { code, output } = await bootAndEnd({
      PARLEY_SECRET: 'short',
      PARLEY_DATA_DIR: join(stack.area.dir, 'short'),
    });
    expect(code).not.toBe(0);
    expect(output).toContain('PARLEY_SECRET');
  });

  test('on a data folder that another one is using, which goes on undisturbed', async () => {
    const { code, output } = await bootAndEnd({});
    expect(code).not.toBe(0);
    expect(output).toContain(String(stack.pid('control-plane')));
    expect((await callApi(stack.url, '/health')).status).toBe(200);
  });
});

describe('a second start', () => {
  test('finds the sessions and the credentials of the first, also after kill -9', async () => {
    const { url, demo } = stack;
    const { sessionId } = await postSession(url, demo.api_key);
    await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key: demo.api_key });
    await stack.services.kill('control-plane', 'SIGKILL');
    await stack.services.restart('control-plane');

    expect(JSON.parse(await readFile(join(stack.area.dir, 'demo.json'), 'utf8'))).toEqual(demo);
    const { json } = await callApi(url, `/sessions/${sessionId}`, { key: demo.api_key });
    expect(json).toMatchObject({ state: 'ended', end_reason: 'stopped' });
  });

  test('demo.json is for its owner only', async () => {
    const { mode } = await stat(join(stack.area.dir, 'demo.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('SIGTERM ends it within 5 s, and viewers are told to come back', async () => {
    const { sessionId } = await postSession(stack.url, stack.demo.api_key);
    const viewer = await watchSession({ wsUrl: stack.wsUrl, sessionId, key: stack.demo.api_key });
    const pid = stack.pid('control-plane');
    const started = performance.now();
    await stack.services.kill('control-plane', 'SIGTERM');
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await viewer.closed).toBe(1001);
    expect(await groupMembers(pid)).toEqual([]);
  });
});
