import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openPhone } from '@parley/rehearsal';
import { expect, it, onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

async function start(settings: Record<string, string>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-gateway-'));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH ?? '',
      PARLEY_DATA_DIR: dataDir,
      PARLEY_LOG_LEVEL: 'silent',
      PARLEY_PHONE_PORT: '0',
      LIVEKIT_URL: 'ws://127.0.0.1:9',
      LIVEKIT_API_KEY: 'key',
      LIVEKIT_API_SECRET: 'a secret of thirty-two letters!!!',
      ...settings,
    },
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });
  return child;
}

it('says where it listens, takes another port when one is busy, and goes at SIGTERM', async () => {
  const busy = await openPhone({ user: 'busy' });
  onTestFinished(() => busy.close());
  const child = await start({ PARLEY_SIP_PORT: `${busy.port}` });
  const [line] = await once(createInterface(child.stdout), 'line');
  const ready = JSON.parse(line);
  expect(ready).toMatchObject({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  expect(ready.sip).toMatch(/^sip:127\.0\.0\.1:\d+$/);
  expect(ready.sip).not.toBe(`sip:127.0.0.1:${busy.port}`);
  expect(await (await fetch(`${ready.url}/health`)).json()).toMatchObject({
    status: 'ok',
    calls: { running: 0 },
  });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('does not start beyond loopback for anybody, and says what to set', async () => {
  const child = await start({ PARLEY_SIP_HOST: '0.0.0.0' });
  const said = (await child.stderr.toArray()).join('');
  expect(said).toContain('Set PARLEY_SIP_ALLOWED_ADDRESSES');
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(1);
});
