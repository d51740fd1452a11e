import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseError } from '../database-error.ts';
import { processStart } from './process-start.ts';

interface Holder {
  pid: number;
  start: string | undefined;
}

/**
 * Takes the data directory for this process: PGlite itself would let two processes ruin it.
 * A lock whose process is gone, as after `kill -9`, is taken over.
 * @returns a function that gives the lock back.
 * @throws DatabaseError `in_use` when a living process holds it.
 */
export function lockDataDirectory(lockFile: string): () => void {
  const own = JSON.stringify({ pid: process.pid, start: processStart(process.pid) } satisfies Holder);
  const draft = `${lockFile}.${process.pid}`;
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    while (!createByLink(draft, lockFile)) {
      const found = readIfThere(lockFile);
      if (found === undefined) continue;
      const holder = parseHolder(found);
      if (holder && isAlive(holder)) {
        throw new DatabaseError(
          'in_use',
          `Another Parley (process ${holder.pid}) is using this database: ${lockFile} says so. Stop it, or set PARLEY_DATA_DIR to another folder.`,
        );
      }
      removeStale(lockFile, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    process.off('exit', release);
    if (readIfThere(lockFile) === own) rmSync(lockFile, { force: true });
  };
  process.once('exit', release);
  return release;
}

// A link is made whole or not at all, so nobody ever reads half a lock.
function createByLink(draft: string, lockFile: string): boolean {
  try {
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes may find the same stale lock: whoever moves away a fresh one instead puts it back. */
function removeStale(lockFile: string, stale: string) {
  const aside = `${lockFile}.stale.${process.pid}`;
  try {
    renameSync(lockFile, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== stale) createByLink(aside, lockFile);
  rmSync(aside, { force: true });
}

const isAlive = ({ pid, start }: Holder) => start !== undefined && processStart(pid) === start;

function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
