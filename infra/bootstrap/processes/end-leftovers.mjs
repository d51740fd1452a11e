import { readFileSync } from 'node:fs';
import { listGroupMembers } from './list-group-members.mjs';
import { isRunning } from './process-identity.mjs';
import { runCleanUp } from './run-clean-up.mjs';
import { stopGroup } from './stop-group.mjs';

/** Every process we start carries its run's id under this name, so that it can be told from a stranger. */
export const runIdVariable = 'PARLEY_RUN_ID';

/** @param {number} pid @param {string} runId */
const belongsTo = (pid, runId) => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${runIdVariable}=${runId}`);
  } catch {
    return false;
  }
};

/**
 * Whether the group is still the one we started: by its leader, or where that is gone by a member's run id.
 * @param {import('./run-file.mjs').RunProcess} entry
 * @param {string} runId
 */
const isOurs = (entry, runId) =>
  isRunning(entry) || listGroupMembers(entry.pid).some((pid) => pid !== entry.pid && belongsTo(pid, runId));

/**
 * Ends what a run left behind, newest first, and never a process that merely got the same number.
 * @param {import('./run-file.mjs').Run} run
 * @param {{ graceMs: number }} limits
 * @returns {Promise<string[]>} the names of what was ended
 */
export const endLeftovers = async (run, { graceMs }) => {
  const ours = run.processes.filter((entry) => isOurs(entry, run.runId));
  await Promise.all(ours.map((entry) => stopGroup(entry.pid, { graceMs })));
  for (const { cleanUp } of run.processes) runCleanUp(cleanUp);
  return ours.map((entry) => entry.name);
};
