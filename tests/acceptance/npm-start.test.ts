import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { demoFileSchema } from '@parley/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { freePort } from '../harness/free-port.ts';
import { openWorkArea, type WorkArea } from '../harness/open-work-area.ts';
import { processesWith } from '../harness/processes-with.ts';
import { repository } from '../harness/repository.ts';
import { waitUntil } from '../harness/wait-until.ts';

let area: WorkArea;
let ours: string;
beforeAll(async () => {
  area = await openWorkArea('npm-start');
  ours = `PARLEY_DATA_DIR=${area.dir}`;
});
afterEach(() => area.stopAll());
afterAll(() => area.stopAll());

/** `npm start -- …` with data of its own, and nothing of the developer's `.env` that names a service. */
function npmStart(args: string[], env: Record<string, string> = {}) {
  return area.spawn({
    name: 'npm-start',
    command: 'npm',
    args: ['start', '--', ...args],
    cwd: repository,
    env: {
      PARLEY_DATA_DIR: area.dir,
      ...Object.fromEntries(
        [
          'OPENAI_API_KEY',
          'OPENAI_BASE_URL',
          'CARTESIA_API_KEY',
          'LIVEKIT_URL',
          'DATABASE_URL',
          'PARLEY_PORT',
        ].map((name) => [name, '']),
      ),
      ...env,
    },
  });
}

const up = (start: ReturnType<typeof npmStart>) =>
  start.line((line) => /Talk to the agent:\s+(\S+)/.exec(line)?.[1], 120_000);

const nobodyLeft = () =>
  waitUntil(async () => (await processesWith(ours)).length === 0, {
    within: 15_000,
    what: 'no process of this start is left',
    every: 200,
  });

describe('npm start -- --no-call', () => {
  test('brings everything up, says where, and kill -9 of it all leaves no process; then it starts again', async () => {
    const first = npmStart(['--no-call']);
    const address = await up(first);
    const demo = demoFileSchema.parse(JSON.parse(await readFile(join(area.dir, 'demo.json'), 'utf8')));
    expect(address).toBe(`${demo.url}/talk#key=${demo.api_key}`);
    expect((await callApi(demo.url, '/health')).json).toEqual({ status: 'ok' });
    const services = (await processesWith(ours)).map(({ command }) => command).join('\n');
    for (const part of ['server.ts', 'agent-worker', 'simulators', 'livekit'])
      expect(services).toContain(part);

    const second = npmStart(['--no-call']);
    expect(await second.exited).not.toBe(0);
    expect(second.output()).toContain(demo.url);

    // npm, its shell and our program at once: nobody is left who could stop the services in order.
    process.kill(-first.pid, 'SIGKILL');
    await first.exited;
    await nobodyLeft();

    const third = npmStart(['--no-call']);
    expect(await up(third)).toBe(address);
    // As a terminal does on Ctrl-C: to the whole foreground group.
    process.kill(-third.pid, 'SIGINT');
    await third.exited;
    await nobodyLeft();
  }, 300_000);

  test('a busy port: another is chosen for what nobody fixed, and said; a fixed one is a clear error', async () => {
    const busy = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => busy.listen(port, '127.0.0.1', resolve));
    try {
      const fixed = npmStart(['--no-call'], { PARLEY_PORT: String(port) });
      expect(await fixed.exited).not.toBe(0);
      expect(fixed.output()).toMatch(new RegExp(`Port ${port} \\(PARLEY_PORT\\) is in use`));
      expect(fixed.output()).not.toMatch(/^\s+at /m);
    } finally {
      await new Promise((resolve) => busy.close(resolve));
    }
    await nobodyLeft();
  }, 120_000);

  test('PARLEY_HOST beyond loopback is refused before anything starts, with what to set', async () => {
    const refused = npmStart(['--no-call'], { PARLEY_HOST: '0.0.0.0' });
    expect(await refused.exited).not.toBe(0);
    for (const setting of ['PARLEY_HOST', 'PARLEY_DEMO=false', 'PARLEY_SECRET']) {
      expect(refused.output()).toContain(setting);
    }
    await nobodyLeft();
  }, 60_000);
});
