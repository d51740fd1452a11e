import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

async function start(...args: string[]) {
  const { PARLEY_PYTHON: _, ...env } = process.env;
  const child = spawn(process.execPath, [main, 'simulators', '--port', '0', ...args], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, exited, ready: JSON.parse(line) as Record<string, unknown> };
}

it('prints where it listens, serves, and ends on SIGTERM', async () => {
  const { child, exited, ready } = await start();
  expect(ready).toMatchObject({ ready: true, stt: 'none', openai_base_url: `${ready.url}/openai/v1` });
  const response = await fetch(`${ready.cartesia_base_url}/voices`, { headers: { 'x-api-key': 'k' } });
  expect(response.status).toBe(200);
  child.stdin.end();
  expect((await fetch(`${ready.url}/control/log`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

it('ends with its parent when it is asked to', async () => {
  const { child, exited } = await start('--with-parent');
  child.stdin.end();
  expect(await exited).toEqual([0, null]);
});
