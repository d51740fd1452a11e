import { fork, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endWithParent, heedParent, leaveWithParent } from './follow-parent.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => vi.useRealTimers());

function follow() {
  const parent = Object.assign(new EventEmitter(), { ppid: 7 });
  const exit = vi.fn();
  endWithParent(parent, exit);
  heedParent(parent, exit);
  return { parent, exit };
}

test('an idle process ends with its worker; one with a call ends the call first', () => {
  const idle = follow();
  idle.parent.emit('message', { case: 'pingRequest' });
  vi.advanceTimersByTime(2_000);
  expect(idle.exit).not.toHaveBeenCalled();
  idle.parent.emit('message', { case: 'shutdownRequest' });
  expect(idle.exit).toHaveBeenCalledTimes(1);
  idle.parent.emit('error', new Error('write EPIPE'));
  idle.parent.ppid = 1;
  vi.advanceTimersByTime(2_000);
  expect(idle.exit).toHaveBeenCalledTimes(2);

  const busy = follow();
  const left = vi.fn();
  leaveWithParent(left);
  busy.parent.emit('message', { case: 'shutdownRequest' });
  busy.parent.emit('disconnect');
  expect(left.mock.calls).toEqual([['asked'], ['orphaned']]);
  expect(busy.exit).not.toHaveBeenCalled();
});

test('a call that begins in a process whose worker is gone already is ended at once', () => {
  const left = vi.fn();
  leaveWithParent(left, () => true);
  expect(left.mock.calls).toEqual([['orphaned']]);
});

const preload = new URL('./preload.ts', import.meta.url).href;
const program = (name: string): string => fileURLToPath(new URL(`../testing/${name}`, import.meta.url));

test('preloaded, it ends a process that outlives its worker', async () => {
  const worker = spawn(process.execPath, [program('fork-stay.ts'), preload], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  worker.kill('SIGKILL');
  // The pipe closes when the last process that holds it is gone.
  await once(worker.stdout.resume(), 'close');
});

test('preloaded, it keeps alive no process that has nothing to do', async () => {
  const child = fork(program('nothing.ts'), { execArgv: ['--import', preload] });
  expect(await once(child, 'exit')).toEqual([0, null]);
});
