import { join } from 'node:path';
import { acquireLock } from '../processes/acquire-lock.mjs';
import { readRunFile } from '../processes/run-file.mjs';
import { UserError } from '../user-error.mjs';

/**
 * One program of a kind for one data directory: the second is told about the first.
 * @param {object} options
 * @param {string} options.title what is running then
 * @param {string} options.runDir
 * @param {string} options.runFile the program's own; it says where the running one answers
 * @param {import('./run-program.mjs').Stopping} options.stopping
 */
export const holdCheckout = async ({ title, runDir, runFile, stopping }) => {
  const lock = await acquireLock(join(runDir, `${runFile}.lock`));
  if ('release' in lock) {
    stopping.onStop(async () => lock.release());
    return;
  }
  const { pid } = lock.holder;
  const url = readRunFile(join(runDir, runFile))?.url;
  throw new UserError(
    `${title} is already running from this checkout (process ${pid}${url ? `, ${url}` : ''}).`,
    {
      detail: `Stop it first: Ctrl-C there, or kill ${pid}`,
    },
  );
};
