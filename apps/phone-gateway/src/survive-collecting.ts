import type { Logger } from '@parley/observability';

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
    if (isCollected(error)) return void log.debug({ err: error }, 'a handle was given up already');
    log.error({ err: error }, 'uncaught exception');
    options.onFatal();
  });
}

const isCollected = (error: unknown): boolean =>
  error instanceof Error && error.message === 'trying to drop an invalid handle';
