import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { isAlive } from '../testing/is-alive.ts';
import { firstLine } from '../testing/read-lines.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { createProcessRegistry } from './create-process-registry.mjs';
import { endLeftovers, runIdVariable } from './end-leftovers.mjs';
import { identifyProcess, isRunning } from './process-identity.mjs';
import { readRunFile, writeRunFile } from './run-file.mjs';
import { stopGroup } from './stop-group.mjs';

const env = process.env;
/** A leader with a child in its group, which prints the child's pid. */
const family = 'sleep 100 & echo $!; wait';
const stubborn = `trap '' TERM; ${family}`;

function start(script: string, extra: NodeJS.ProcessEnv = {}): ChildProcess & { pid: number } {
  const child = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...env, ...extra },
  });
  onTestFinished(() => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // Gone, as it should be.
    }
  });
  return child as ChildProcess & { pid: number };
}

it('ends a process by asking, and its whole group by force where nobody listens', async () => {
  const polite = start('echo up; exec sleep 100');
  await firstLine(polite);
  expect(await stopGroup(polite.pid, { graceMs: 60_000 })).toBe('ended');
  expect(isAlive(polite.pid)).toBe(false);

  const deaf = start(stubborn);
  const deafChild = Number(await firstLine(deaf));
  expect(await stopGroup(deaf.pid, { graceMs: 50 })).toBe('killed');
  expect([deaf.pid, deafChild].map(isAlive)).toEqual([false, false]);
});

it('registers what it starts until it is stopped', async () => {
  const runFile = join(tempFolder(), 'run', 'processes.json');
  const registry = createProcessRegistry({ runFile });
  const child = registry.spawn({ name: 'nap', command: 'sleep', args: ['100'], env, stdio: 'ignore' });
  registry.setUrl('http://here');
  expect(readRunFile(runFile)).toMatchObject({
    runId: registry.runId,
    url: 'http://here',
    supervisor: identifyProcess(process.pid),
    processes: [{ ...identifyProcess(child.pid ?? 0), name: 'nap' }],
  });
  await registry.stop(child, { graceMs: 1_000 });
  expect(readRunFile(runFile)?.processes).toEqual([]);
  registry.spawn({ name: 'late', command: 'sleep', args: ['100'], env, stdio: 'ignore' });
  await registry.close({ graceMs: 0 });
  expect(readRunFile(runFile)).toBeNull();
  expect(() => registry.spawn({ name: 'x', command: 'true', args: [], env, stdio: 'ignore' })).toThrow(
    'stopped',
  );
});

it('leaves nothing behind when the supervisor is killed', async () => {
  const folder = tempFolder();
  const runFile = join(folder, 'processes.json');
  const module = new URL('./create-process-registry.mjs', import.meta.url).href;
  const program = `
    import { createProcessRegistry } from ${JSON.stringify(module)};
    const registry = createProcessRegistry({ runFile: ${JSON.stringify(runFile)} });
    const child = registry.spawn({ name: 'family', command: '/bin/sh', args: ['-c', ${JSON.stringify(stubborn)}], env: process.env, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', (data) => console.log(child.pid + ' ' + String(data).trim()));
    setInterval(() => {}, 1000);`;
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids = (await firstLine(supervisor)).split(' ').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  supervisor.kill('SIGKILL');
  await once(supervisor, 'exit');
  await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), {
    timeout: 15_000,
    interval: 50,
  });
  await vi.waitFor(() => expect(readRunFile(runFile)).toBeNull(), { timeout: 5_000, interval: 50 });
});

it('the reaper of one run leaves the next one’s processes alone', async () => {
  const runFile = join(tempFolder(), 'processes.json');
  const next = start(family);
  await firstLine(next);
  const run = {
    runId: 'next',
    supervisor: identifyProcess(process.pid),
    processes: [{ ...identifyProcess(next.pid), name: 'next' }],
  };
  writeRunFile(runFile, run);
  const file = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
  const reaper = spawn(process.execPath, [file, runFile, 'the one before'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  reaper.stdin?.end();
  await once(reaper, 'exit');
  expect(isAlive(next.pid)).toBe(true);
  expect(readRunFile(runFile)).toEqual(run);
});

it('ends what an earlier run left, by its leader or by the run’s mark, and never a stranger', async () => {
  const runId = `test-${process.pid}`;
  const known = start(family);
  await firstLine(known);
  const orphaned = start('sleep 100 & echo $!', { [runIdVariable]: runId });
  const orphan = Number(await firstLine(orphaned));
  await vi.waitFor(() => expect(isAlive(orphaned.pid)).toBe(false));
  const stranger = start(family);
  const strangersChild = Number(await firstLine(stranger));
  const run = {
    runId,
    supervisor: { pid: 1, startedAt: 'long ago' },
    processes: [
      { ...identifyProcess(known.pid), name: 'known' },
      { pid: orphaned.pid, startedAt: 'gone', name: 'orphaned' },
      { pid: stranger.pid, startedAt: 'another time', name: 'reused number' },
    ],
  };
  expect(await endLeftovers(run, { graceMs: 1_000 })).toEqual(
    process.platform === 'linux' ? ['known', 'orphaned'] : ['known'],
  );
  expect(isAlive(known.pid)).toBe(false);
  if (process.platform === 'linux') expect(isAlive(orphan)).toBe(false);
  expect([stranger.pid, strangersChild].map(isAlive)).toEqual([true, true]);
});

it('runs the clean-up of what lives outside of its group', async () => {
  const file = join(tempFolder(), 'cleaned');
  const run = {
    runId: 'r',
    supervisor: identifyProcess(process.pid),
    processes: [{ pid: 999_999_999, startedAt: 'gone', name: 'container', cleanUp: ['touch', file] }],
  };
  await endLeftovers(run, { graceMs: 0 });
  expect(existsSync(file)).toBe(true);
});

it('tells a process from another with the same number', () => {
  expect(isRunning(identifyProcess(process.pid))).toBe(true);
  expect(isRunning({ pid: process.pid, startedAt: 'another time' })).toBe(false);
});
