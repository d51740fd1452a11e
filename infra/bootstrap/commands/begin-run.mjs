import { join } from 'node:path';
import { createProcessRegistry } from '../processes/create-process-registry.mjs';
import { endLeftovers } from '../processes/end-leftovers.mjs';
import { readRunFile, removeRunFile } from '../processes/run-file.mjs';
import { holdCheckout } from './hold-checkout.mjs';

/**
 * Makes sure of being the only one of its kind, ends what an earlier run left behind, then opens this one's
 * register of processes.
 * @param {object} options
 * @param {string} options.title for people
 * @param {import('../settings/read-settings.mjs').Settings} options.settings
 * @param {string} options.runFile its name; one for each program that may run at the same time
 * @param {import('../console/create-reporter.mjs').Reporter} options.reporter
 * @param {import('./run-program.mjs').Stopping} options.stopping
 */
export const beginRun = async ({ title, settings: { runDir }, runFile, reporter, stopping }) => {
  await holdCheckout({ title, runDir, runFile, stopping });
  const file = join(runDir, runFile);
  const earlier = readRunFile(file);
  if (earlier) {
    const ended = await endLeftovers(earlier, { graceMs: 3_000 });
    removeRunFile(file);
    if (ended.length > 0)
      reporter.say(`An earlier run was cut off: ended what it left (${ended.join(', ')}).`);
  }
  const registry = createProcessRegistry({ runFile: file });
  stopping.onStop(() => registry.close({ graceMs: 2_000 }));
  return registry;
};
