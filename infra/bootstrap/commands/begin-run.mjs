import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessRegistry } from '../processes/create-process-registry.mjs';
import { endLeftovers } from '../processes/end-leftovers.mjs';
import { isRunning } from '../processes/process-identity.mjs';
import { readRunFile, removeRunFile } from '../processes/run-file.mjs';

/**
 * Ends what an earlier run of the same kind left behind, then opens this one's register of processes.
 * @param {object} options
 * @param {import('../settings/read-settings.mjs').Settings} options.settings
 * @param {string} options.runFile its name; one for each program that may run at the same time
 * @param {import('../console/create-reporter.mjs').Reporter} options.reporter
 * @param {import('./run-program.mjs').Stopping} options.stopping
 */
export const beginRun = async ({ settings, runFile, reporter, stopping }) => {
  const file = join(settings.runDir, runFile);
  mkdirSync(settings.runDir, { recursive: true });
  const earlier = readRunFile(file);
  if (earlier && !isRunning(earlier.supervisor)) {
    const ended = await endLeftovers(earlier, { graceMs: 3_000 });
    removeRunFile(file);
    if (ended.length > 0)
      reporter.say(`An earlier run was cut off: ended what it left (${ended.join(', ')}).`);
  }
  const registry = createProcessRegistry({ runFile: file });
  stopping.onStop(() => registry.close({ graceMs: 2_000 }));
  return registry;
};
