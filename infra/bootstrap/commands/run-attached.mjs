import { once } from 'node:events';
import { repositoryRoot } from '../repository-root.mjs';

/**
 * Runs a command to its end on our own output.
 * @param {object} options
 * @param {import('../processes/create-process-registry.mjs').ProcessRegistry} options.registry
 * @param {import('./run-program.mjs').Stopping} options.stopping
 * @param {string} options.name
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('node:child_process').IOType} [options.stdin]
 * @returns {Promise<number>} its exit code; 1 if a signal ended it
 */
export const runAttached = async ({ registry, stopping, name, command, args, env, stdin = 'ignore' }) => {
  const stdio = /** @type {const} */ ([stdin, 'inherit', 'inherit']);
  const child = registry.spawn({ name, command, args, cwd: repositoryRoot, env, stdio: [...stdio] });
  stopping.onStop(() => registry.stop(child, { graceMs: 3_000 }));
  const [code] = await once(child, 'close');
  await registry.stop(child, { graceMs: 1_000 });
  return typeof code === 'number' ? code : 1;
};
