/**
 * What rtc-node 0.13.35 throws when JavaScript's memory is collected and with it a handle that its native side has given
 * up itself: in nobody's call stack, and nothing is wrong.
 */
export const isCollectedHandle = (error: unknown): boolean =>
  error instanceof Error && error.message === 'trying to drop an invalid handle';
