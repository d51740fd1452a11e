export type { Logger } from 'pino';
export { createLogger, type LogSettings, loggerOptions } from './create-logger.ts';
