import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { isAlive } from '../testing/is-alive.ts';
import { firstLine } from '../testing/read-lines.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

/** A program that keeps one process in its register, and prints its pid. */
function startProgram(
  body = 'await new Promise(() => {});',
  wrap = (command: string) => command,
  child = 'exec sleep 100',
): ChildProcess {
  const runFile = join(tempFolder(), 'run.json');
  const source = `
    import { runProgram } from ${module('./run-program.mjs')};
    import { createProcessRegistry } from ${module('../processes/create-process-registry.mjs')};
    import { UserError } from ${module('../user-error.mjs')};
    await runProgram(async (stopping) => {
      const registry = createProcessRegistry({ runFile: ${JSON.stringify(runFile)} });
      stopping.onStop(() => registry.close({ graceMs: 500 }));
      const child = registry.spawn({ name: 'nap', command: '/bin/sh', args: ['-c', ${JSON.stringify(child)}], env: process.env, stdio: 'ignore' });
      console.log(child.pid);
      setInterval(() => {}, 1000);
      ${body}
    });`;
  const command = `exec ${process.execPath} --input-type=module -e '${source.replaceAll("'", `'\\''`)}'`;
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const program = spawn('/bin/sh', ['-c', wrap(command)], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    try {
      process.kill(-(program.pid ?? 0), 'SIGKILL');
    } catch {
      // It has ended.
    }
  });
  return program;
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('stops everything on %s and ends with %i', async (signal, code) => {
  const program = startProgram();
  const pid = Number(await firstLine(program));
  expect(isAlive(pid)).toBe(true);
  program.kill(signal);
  expect(await once(program, 'exit')).toEqual([code, null]);
  expect(isAlive(pid)).toBe(false);
});

it('takes the two signals of one Ctrl-C, the terminal’s and npm’s, for one', async () => {
  const program = startProgram(undefined, undefined, 'trap "" TERM; sleep 100');
  const pid = Number(await firstLine(program));
  program.kill('SIGINT');
  program.kill('SIGINT');
  expect(await once(program, 'exit')).toEqual([130, null]);
  expect(isAlive(pid)).toBe(false);
});

it('stops everything when the work is done, with its code', async () => {
  const program = startProgram('return 7;');
  const pid = Number(await firstLine(program));
  expect(await once(program, 'exit')).toEqual([7, null]);
  expect(isAlive(pid)).toBe(false);
});

it('stops everything on a failure, and tells what a person can act on without a stack', async () => {
  const program = startProgram(`throw new UserError('Port 1 is in use.', { detail: 'Set another.' });`);
  let said = '';
  program.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const pid = Number(await firstLine(program));
  expect(await once(program, 'close')).toEqual([1, null]);
  expect(said).toBe('Port 1 is in use.\nSet another.\n');
  expect(isAlive(pid)).toBe(false);
});

it('stops everything when the npm that started it is killed', async () => {
  // A shell that waits stands for npm; its own kill reaches nobody else.
  const npm = startProgram(undefined, (command) => `(${command}) & wait`);
  const pid = Number(await firstLine(npm));
  process.kill(npm.pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 50 });
});
