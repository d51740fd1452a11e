import { isCollectedHandle, type Logger } from '@parley/observability';

/**
 * The native side throws when JavaScript's memory is collected and with it a handle that it has given up itself
 * (rtc-node 0.13.35): in nobody's call stack, and nothing is wrong. All calls would end of it. Whatever else nobody
 * has caught ends the process, as ever.
 */
export function surviveCollecting(
  log: Logger,
  options: { onFatal: () => void; process?: NodeJS.EventEmitter },
): void {
  const target = options.process ?? process;
  target.on('uncaughtException', (error: unknown) => {
    if (isCollectedHandle(error)) return void log.debug({ err: error }, 'a handle was given up already');
    log.error({ err: error }, 'uncaught exception');
    options.onFatal();
  });
}
