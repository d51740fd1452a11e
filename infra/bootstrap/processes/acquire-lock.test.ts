import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firstLine } from '../testing/read-lines.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { acquireLock, withLock } from './acquire-lock.mjs';

it('has one holder, whom it names, and is free again afterwards', async () => {
  const file = join(tempFolder(), 'deep', 'a.lock');
  const first = await acquireLock(file);
  if (!('release' in first)) throw new Error('not acquired');
  expect(await acquireLock(file)).toEqual({ holder: expect.objectContaining({ pid: process.pid }) });
  first.release();
  expect(await acquireLock(file)).toHaveProperty('release');
});

it('runs one at a time, and tells the one who waits', async () => {
  const file = join(tempFolder(), 'a.lock');
  const order: string[] = [];
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const first = withLock(
    file,
    () => {},
    async () => {
      order.push('first in');
      await gate;
      order.push('first out');
    },
  );
  const second = withLock(
    file,
    () => finish(),
    async () => order.push('second in'),
  );
  await Promise.all([first, second]);
  expect(order).toEqual(['first in', 'first out', 'second in']);
});

it('is released by a failure', async () => {
  const file = join(tempFolder(), 'a.lock');
  await expect(
    withLock(
      file,
      () => {},
      async () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});

it('is void once its holder is dead, or makes no sense', async () => {
  const file = join(tempFolder(), 'a.lock');
  const module = new URL('./acquire-lock.mjs', import.meta.url).href;
  const program = `const { acquireLock } = await import(${JSON.stringify(module)});
    await acquireLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await firstLine(holder);
  expect(await acquireLock(file)).toEqual({ holder: expect.objectContaining({ pid: holder.pid }) });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const mine = await acquireLock(file);
  if (!('release' in mine)) throw new Error('not acquired');
  mine.release();
  writeFileSync(file, 'half a fi');
  expect(await acquireLock(file)).toHaveProperty('release');
});
