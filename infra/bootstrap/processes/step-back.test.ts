import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stepBack } from './step-back.mjs';

test('a program in a session of its own gives way where sessions have shares, and nothing is thrown elsewhere', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: 'ignore',
  });
  try {
    stepBack(child.pid, 7);
    const file = `/proc/${child.pid}/autogroup`;
    if (existsSync(file)) expect(readFileSync(file, 'utf8')).toMatch(/nice 7\n$/);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  expect(() => stepBack(child.pid, 7)).not.toThrow();
  expect(() => stepBack(undefined, 7)).not.toThrow();
});
