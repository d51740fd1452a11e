import { EventEmitter } from 'node:events';
import { createLogger } from '@parley/observability';
import { expect, test, vi } from 'vitest';
import { reportCrashes } from './report-crashes.ts';

test('both kinds are logged at error level with the session, and only an exception is fatal', () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ name: 'test' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const target = new EventEmitter();
  const onFatal = vi.fn();
  reportCrashes(log.child({ sessionId: 'ses_1' }), { onFatal, process: target });
  target.emit('unhandledRejection', new Error('forgotten'));
  target.emit('unhandledRejection', new DOMException('given up', 'AbortError'));
  target.emit('uncaughtException', new Error('trying to drop an invalid handle'));
  expect(onFatal).not.toHaveBeenCalled();
  target.emit('uncaughtException', new Error('thrown'));
  expect(onFatal).toHaveBeenCalledOnce();
  expect(lines.map(({ level, msg, sessionId }) => [level, msg, sessionId])).toEqual([
    ['error', 'unhandled rejection', 'ses_1'],
    ['error', 'uncaught exception', 'ses_1'],
  ]);
});
