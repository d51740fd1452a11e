import type { Logger } from '@parley/observability';

/** Milliseconds that the SDK is given to put away what a call has left, when all of it is handed in. */
const puttingAwayMs = 3_000;

/** The SDK ends a job's process when its call is closed; it has been seen to wait for its own session for ever. */
export function endInTime(log: Logger, exit: () => void = () => process.exit(0)): void {
  const end = (): void => {
    log.warn('the SDK did not end the process of a call that is closed');
    exit();
  };
  setTimeout(end, puttingAwayMs).unref();
}
