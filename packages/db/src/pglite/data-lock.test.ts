import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataDirectory } from './data-lock.ts';
import { processStart } from './process-start.ts';

let folder: string;
let lockFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
  lockFile = join(folder, 'data.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const startSleeper = async () => {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); process.stdin.resume()']);
  await once(child.stdout, 'data');
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { pid: child.pid ?? 0, kill };
};

it('writes who holds the lock, and takes it away again', () => {
  const release = lockDataDirectory(lockFile);
  expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toEqual({
    pid: process.pid,
    start: processStart(process.pid),
  });
  release();
  expect(readdirSync(folder)).toEqual([]);
});

it('refuses while another process lives, and says which', async () => {
  const holder = await startSleeper();
  writeFileSync(lockFile, JSON.stringify({ pid: holder.pid, start: processStart(holder.pid) }));
  expect(() => lockDataDirectory(lockFile)).toThrow(`process ${holder.pid}`);
  await holder.kill();
  lockDataDirectory(lockFile)();
  expect(existsSync(lockFile)).toBe(false);
});

it.each([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, start: '1' })],
  ['whose process id went to another', JSON.stringify({ pid: process.ppid, start: 'earlier' })],
  ['that was never written to its end', '{"pi'],
])('takes over a lock %s', (_, content) => {
  writeFileSync(lockFile, content);
  const release = lockDataDirectory(lockFile);
  expect(JSON.parse(readFileSync(lockFile, 'utf8')).pid).toBe(process.pid);
  release();
});

it('does not remove a lock that is no longer its own', () => {
  const release = lockDataDirectory(lockFile);
  writeFileSync(lockFile, 'somebody else');
  release();
  expect(readFileSync(lockFile, 'utf8')).toBe('somebody else');
});

it('knows no start of a process that is not there', () => {
  expect(processStart(2 ** 22 + 1)).toBeUndefined();
});
