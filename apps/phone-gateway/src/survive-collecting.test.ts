import { EventEmitter } from 'node:events';
import { createLogger } from '@parley/observability';
import { expect, test, vi } from 'vitest';
import { surviveCollecting } from './survive-collecting.ts';

test('a handle that the native side has given up ends nothing; anything else does', () => {
  const lines: { msg: string }[] = [];
  const log = createLogger({ name: 'test' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const target = new EventEmitter();
  const onFatal = vi.fn();
  surviveCollecting(log, { onFatal, process: target });
  target.emit('uncaughtException', new Error('trying to drop an invalid handle'));
  expect(onFatal).not.toHaveBeenCalled();
  target.emit('uncaughtException', new Error('thrown'));
  expect(onFatal).toHaveBeenCalledOnce();
  expect(lines.map(({ msg }) => msg)).toEqual(['uncaught exception']);
});
