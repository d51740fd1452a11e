import { runAttached } from './run-attached.mjs';

/**
 * A scripted caller calls the demo agent through the public API; what both say appears on our own output.
 * @param {object} options
 * @param {import('../processes/create-process-registry.mjs').ProcessRegistry} options.registry
 * @param {import('./run-program.mjs').Stopping} options.stopping
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string | null} options.python the caller's ears; null: it types and reads
 * @param {string} options.demoFile
 * @returns {Promise<boolean>} whether the ticket holds what the caller said
 */
export const placeCall = async ({ registry, stopping, env, python, demoFile }) => {
  const code = await runAttached({
    registry,
    stopping,
    name: 'call',
    command: 'node',
    args: ['packages/rehearsal/src/cli/main.ts', 'call', '--scenario', 'leaking-sink', '--demo', demoFile],
    env: { ...env, ...(python ? { PARLEY_PYTHON: python } : {}) },
  });
  return code === 0;
};
