import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../user-error.mjs';
import { identifyProcess, isRunning } from './process-identity.mjs';

/** @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity */

/** @param {string} file @returns {ProcessIdentity | null} */
const readHolder = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** A lock whose holder died is moved aside; should another have taken it in between, it is put back. */
const clearStale = (/** @type {string} */ file, /** @type {ProcessIdentity | null} */ seen) => {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = readHolder(aside);
    if (moved && moved.pid !== seen?.pid && isRunning(moved)) linkSync(aside, file);
  } catch {
    // Somebody else was faster: the next try will show.
  }
  rmSync(aside, { force: true });
};

/**
 * Takes a lock file that names its holder; a dead holder's lock is void.
 * @param {string} file
 * @param {{ onWait?: (holder: ProcessIdentity) => void }} [options] without `onWait` a held lock is an answer
 * @returns {Promise<{ release: () => void } | { holder: ProcessIdentity }>}
 */
export const acquireLock = async (file, { onWait } = {}) => {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    const why = /** @type {Error} */ (error).message;
    throw new UserError(
      `${dirname(file)} cannot be written: ${why}. Set PARLEY_CACHE_DIR to a folder that can.`,
    );
  }
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identifyProcess(process.pid)));
  try {
    for (let told = false; ; ) {
      try {
        linkSync(draft, file);
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (!holder || !isRunning(holder)) {
        clearStale(file, holder);
        continue;
      }
      if (!onWait) return { holder };
      if (!told) onWait(holder);
      told = true;
      await delay(250);
    }
  } finally {
    rmSync(draft, { force: true });
  }
};

/**
 * Runs `work` while holding the lock, waiting for it as long as needed.
 * @template T
 * @param {string} file
 * @param {(holder: ProcessIdentity) => void} onWait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withLock = async (file, onWait, work) => {
  const lock = await acquireLock(file, { onWait });
  if ('holder' in lock) throw new Error(`${file} is held by process ${lock.holder.pid}`);
  try {
    return await work();
  } finally {
    lock.release();
  }
};
