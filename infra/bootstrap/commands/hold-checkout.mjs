import { join } from 'node:path';
import { acquireLock } from '../processes/acquire-lock.mjs';
import { readRunFile } from '../processes/run-file.mjs';
import { UserError } from '../user-error.mjs';

/**
 * One `npm start` for one data directory: the second is told about the first.
 * @param {object} options
 * @param {string} options.runDir
 * @param {string} options.runFile where the running one says its address
 * @param {import('./run-program.mjs').Stopping} options.stopping
 */
export const holdCheckout = async ({ runDir, runFile, stopping }) => {
  const lock = await acquireLock(join(runDir, 'start.lock'));
  if ('release' in lock) {
    stopping.onStop(async () => lock.release());
    return;
  }
  const { pid } = lock.holder;
  const url = readRunFile(join(runDir, runFile))?.url;
  throw new UserError(
    `Parley is already running from this checkout (process ${pid}${url ? `, ${url}` : ''}).`,
    {
      detail: `Stop it first: Ctrl-C there, or kill ${pid}`,
    },
  );
};
