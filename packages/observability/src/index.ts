export type { Logger } from 'pino';
export { batchedOutput } from './batched-output.ts';
export { createLogger, type LogSettings, loggerOptions } from './create-logger.ts';
export { isCollectedHandle } from './is-collected-handle.ts';
