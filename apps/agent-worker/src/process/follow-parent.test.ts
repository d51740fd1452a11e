import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { followParent, leaveWithParent } from './follow-parent.ts';

test('an idle process ends with its worker; one with a call ends the call first', () => {
  const exit = vi.fn();
  const idle = new EventEmitter();
  followParent(idle, exit);
  idle.emit('message', { case: 'shutdownRequest' });
  expect(exit).not.toHaveBeenCalled();
  idle.emit('disconnect');
  expect(exit).toHaveBeenCalledOnce();

  const busy = new EventEmitter();
  const left = vi.fn();
  followParent(busy, exit);
  leaveWithParent(left);
  busy.emit('message', { case: 'pingRequest' });
  busy.emit('message', { case: 'shutdownRequest' });
  busy.emit('disconnect');
  expect(left.mock.calls).toEqual([['asked'], ['orphaned']]);
  expect(exit).toHaveBeenCalledOnce();
});
