import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a supervisor started and has not yet seen end: read by its reaper and by the next start.
 * @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity
 * @typedef {ProcessIdentity & { name: string, cleanUp?: string[] }} RunProcess
 * @typedef {{ runId: string, supervisor: ProcessIdentity, url?: string, processes: RunProcess[] }} Run
 */

/** @param {string} file @returns {Run | null} */
export const readRunFile = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** @param {string} file @param {Run} run */
export const writeRunFile = (file, run) => {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`);
  renameSync(draft, file);
};

/** @param {string} file */
export const removeRunFile = (file) => rmSync(file, { force: true });
