import { isCollectedHandle, type Logger } from '@parley/observability';

/**
 * Logs what nobody caught, at error level with the logger's bindings; the SDK does so at debug level
 * or not at all. After an uncaught exception nothing can be relied on: `onFatal` must end the process.
 */
export function reportCrashes(
  log: Logger,
  options: { onFatal: () => void; process?: NodeJS.EventEmitter },
): void {
  const target = options.process ?? process;
  target.on('uncaughtException', (error: unknown) => {
    if (isCollectedHandle(error)) return void log.debug({ err: error }, 'a handle was given up already');
    log.error({ err: error }, 'uncaught exception');
    options.onFatal();
  });
  target.on('unhandledRejection', (reason: unknown) => {
    // The OpenAI plugin leaves a request's promise behind when it gives the request up.
    const level = isAbort(reason) ? 'debug' : 'error';
    log[level]({ err: reason }, 'unhandled rejection');
  });
}

const isAbort = (reason: unknown): boolean =>
  reason instanceof Error &&
  (reason.name === 'AbortError' || reason.constructor.name === 'APIUserAbortError');
